-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
-- migration: 2_rename.sql
ALTER TYPE state RENAME VALUE 'new' TO 'created'; -- want rename-enum-value: running code that writes 'new'
