-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: migrations/20250101000000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: migrations/20250102000000_index.sql
CREATE INDEX IF NOT EXISTS orders_note_idx ON orders (note);
