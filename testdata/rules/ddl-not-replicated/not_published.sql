-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(10));
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE PUBLICATION reports FOR TABLE orders;
-- migration: 2_change.sql
ALTER TABLE items ADD COLUMN note text;
ALTER TABLE orders ALTER COLUMN state SET DEFAULT '';
-- migration: 3_no_longer.sql
ALTER PUBLICATION reports DROP TABLE orders;
ALTER TABLE orders ADD COLUMN note text;
