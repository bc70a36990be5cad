-- migration: 001_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
---- create above / drop below ----
DROP TABLE orders;
DROP TABLE customers;
-- migration: 002_index.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
---- create above / drop below ----
DROP INDEX orders_customer_id_idx;
