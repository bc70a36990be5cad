-- Where no number tells the order of files, what one makes may not be there when another runs.
-- migration: Create-kind.sql
CREATE TYPE kind AS ENUM ('a', 'b');
-- migration: Extend-kind.sql
ALTER TYPE kind ADD VALUE 'b';
