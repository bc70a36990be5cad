-- migration: Cargo.toml
[dependencies]
sqlx = "0.8"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE INDEX orders_idx ON orders (state);
CREATE INDEX orders_second_idx ON orders (note);
-- migration: 2_again.sql
DROP INDEX IF EXISTS orders_idx;
ALTER INDEX IF EXISTS orders_second_idx RENAME TO orders_idx;
