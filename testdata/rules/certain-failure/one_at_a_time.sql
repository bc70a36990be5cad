-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 2_drop.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_state_idx;
-- migration: 3_drop.sql
DROP INDEX CONCURRENTLY IF EXISTS index_of_another_history;
