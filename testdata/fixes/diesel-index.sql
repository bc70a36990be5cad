-- migration: diesel.toml
[migrations_directory]
dir = "migrations"
-- migration: migrations/2025-01-01-000000_shop/up.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: migrations/2025-01-01-000000_shop/down.sql
DROP TABLE orders, customers;
-- migration: migrations/2025-01-02-000000_index/up.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migration: migrations/2025-01-02-000000_index/down.sql
DROP INDEX orders_customer_id_idx;
