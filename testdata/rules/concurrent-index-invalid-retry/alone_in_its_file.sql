-- A DROP in an earlier migration is recorded as applied, and does not run again when the build is cut short.
-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_state.sql
-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state ON orders -- by state
(state); -- want concurrent-index-invalid-retry: help: build it without IF NOT EXISTS, so that the next run fails instead of taking what was left. That has to be dropped by hand, since a DROP in an earlier migration does not run again:\nCREATE INDEX CONCURRENTLY orders_state ON orders (state);\n-- by hand, before the next run:\nDROP INDEX CONCURRENTLY IF EXISTS orders_state;
-- migration: 3_drop.sql
-- no-transaction
DROP INDEX CONCURRENTLY IF EXISTS orders_note;
-- migration: 4_note.sql
-- no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note ON orders (note); -- want concurrent-index-invalid-retry: the invalid index `orders_note`
