-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
ALTER TYPE state RENAME VALUE 'new' TO 'created';
