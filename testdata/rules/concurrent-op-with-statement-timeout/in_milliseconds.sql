-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 2_rebuild.sql
SET statement_timeout TO 600000;
SET lock_timeout TO 0;
REINDEX INDEX CONCURRENTLY orders_state_idx; -- want concurrent-op-with-statement-timeout: of 600000
