-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: migrations/20250101000000_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: migrations/20250102000000_index.sql
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
