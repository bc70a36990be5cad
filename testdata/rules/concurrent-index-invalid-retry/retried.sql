-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state); -- want concurrent-index-invalid-retry: the next run takes the invalid index `orders_state_idx` it left on `orders` for the finished one
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS elsewhere_idx ON elsewhere USING btree (a) WHERE a > 0; -- want concurrent-index-invalid-retry: `elsewhere_idx`
