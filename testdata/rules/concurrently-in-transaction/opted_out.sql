-- config: layout = "sqlx"
-- migration: 1_build.sql
-- no-transaction
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
-- migration: 2_plain.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
