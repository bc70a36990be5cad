-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
-- migration: 2_add.sql
ALTER TYPE state ADD VALUE 'closed' AFTER 'open';
