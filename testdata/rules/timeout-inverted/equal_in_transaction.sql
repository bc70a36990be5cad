-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET LOCAL statement_timeout = 5000;
SET LOCAL lock_timeout = '5s'; -- want timeout-inverted: the lock_timeout of 5s never comes about
CREATE INDEX orders_note_idx ON orders (note);
