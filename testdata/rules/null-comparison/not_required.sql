-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
SELECT * FROM orders WHERE id = 1 OR state = NULL;
CREATE INDEX orders_open_idx ON orders (id) WHERE state IS NOT NULL;
