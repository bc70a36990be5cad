-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_index.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_state_idx;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state);
-- migration: 3_drop.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_note_idx;
-- migration: 4_index.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note_idx ON orders (note); -- want concurrent-index-invalid-retry: the next run takes the invalid index `orders_note_idx`
