-- migration: db/migrations/20250101000000_shop.sql
-- migrate:up
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migrate:down
DROP TABLE orders, customers;
-- migration: db/migrations/20250102000000_index.sql
-- migrate:up
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migrate:down
DROP INDEX orders_customer_id_idx;
