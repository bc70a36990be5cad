-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: migrations/20250101000000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE notes (id bigint PRIMARY KEY, note text);
-- migration: migrations/20250102000000_code.sql
-- modify "orders" table
-- atlas:nolint MF103
ALTER TABLE orders ADD COLUMN code bigint;
-- modify "notes" table
ALTER TABLE notes ADD COLUMN code bigint;
