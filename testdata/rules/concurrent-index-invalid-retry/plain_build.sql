-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_index.sql
CREATE INDEX IF NOT EXISTS orders_state_idx ON orders (state);
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
