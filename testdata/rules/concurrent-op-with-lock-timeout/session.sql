-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
SELECT set_config('lock_timeout', '1500', false);
CREATE UNIQUE INDEX CONCURRENTLY orders_state_idx ON orders (state); -- want concurrent-op-with-lock-timeout: the lock_timeout of 1500
