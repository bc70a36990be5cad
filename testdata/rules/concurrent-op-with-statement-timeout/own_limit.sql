-- config: [rules.concurrent-op-with-statement-timeout]
-- config: minutes = 5
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
SET statement_timeout = '10min';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
RESET statement_timeout;
CREATE INDEX CONCURRENTLY orders_id_state_idx ON orders (id, state);
