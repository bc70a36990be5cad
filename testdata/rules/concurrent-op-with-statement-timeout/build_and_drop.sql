-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE INDEX orders_note_idx ON orders (note);
-- migration: 2_index.sql
SET statement_timeout = '30s';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state); -- want concurrent-op-with-statement-timeout: is cancelled after the statement_timeout of 30s
DROP INDEX CONCURRENTLY orders_note_idx; -- want concurrent-op-with-statement-timeout: leaves an index that is invalid and still costs every write
