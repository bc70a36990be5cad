-- A column in parentheses of its own is a plain key of an index.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(10), place varchar(10));
CREATE INDEX orders_code ON orders ((code));
CREATE INDEX orders_place ON orders ((lower(place)));
-- migration: 2_wider.sql
ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);
ALTER TABLE orders ALTER COLUMN place TYPE varchar(20); -- want alter-column-type-rewrite: while the index `orders_place` is built again
