-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_state.sql
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN state text;
CREATE INDEX orders_state_idx ON orders (state); -- want index-not-concurrent: `orders` while the index is built
COMMIT;
