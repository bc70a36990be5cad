-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: migrations/20250101000000_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: migrations/20250102120000_customer.sql
ALTER TABLE orders ADD CONSTRAINT orders_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id);
ALTER TABLE orders ADD CONSTRAINT orders_note_check CHECK (length(note) < 100);
