-- A subscriber fills a column that it is not sent any more: only one that takes no null and has no default stops it.
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int NOT NULL DEFAULT 0, c int NOT NULL);
CREATE PUBLICATION shop FOR TABLE orders;
-- migration: 2_drop.sql
ALTER TABLE orders DROP COLUMN a;
ALTER TABLE orders DROP COLUMN b;
ALTER TABLE orders DROP COLUMN c; -- want ddl-not-replicated: still have `orders` with the column `c`
