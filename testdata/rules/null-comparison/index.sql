-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_open_idx ON orders (id) WHERE state != NULL; -- want null-comparison: indexes no row
