-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_old_idx ON orders (state);
-- migration: 2_index.sql
SET lock_timeout TO '5s';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state); -- want concurrent-op-with-lock-timeout: longer than the lock_timeout of 5s, and leaves an invalid index
DROP INDEX CONCURRENTLY orders_old_idx; -- want concurrent-op-with-lock-timeout: leaves an index that is invalid
REINDEX TABLE CONCURRENTLY orders; -- want concurrent-op-with-lock-timeout: leaves an invalid index
