-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
SET statement_timeout = '2h';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
-- migration: 3_other.sql
SET statement_timeout = '5s';
ALTER TABLE orders ADD COLUMN note text;
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
