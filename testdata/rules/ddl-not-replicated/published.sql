-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10), note text NOT NULL);
CREATE PUBLICATION reports FOR TABLE orders;
-- migration: 2_change.sql
ALTER TABLE orders ADD COLUMN region text; -- want ddl-not-replicated: a PostgreSQL server that subscribes to `reports` still has `orders` with no column `region`
ALTER TABLE orders DROP COLUMN note; -- want ddl-not-replicated: the column `note`
ALTER TABLE orders RENAME COLUMN state TO status; -- want ddl-not-replicated: `state` under its old name
