-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
SET lock_timeout = '2s';
SET statement_timeout = '30s';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state); -- want concurrent-op-with-lock-timeout: the lock_timeout of 2s
-- migration: 2_waits.sql
CREATE TABLE lines (id bigint PRIMARY KEY, state text);
SET statement_timeout = '30s';
CREATE INDEX CONCURRENTLY lines_state_idx ON lines (state); -- want concurrent-op-with-statement-timeout: the statement_timeout of 30s
-- migration: 3_filled.sql
CREATE TABLE copies AS SELECT * FROM orders;
SET lock_timeout = '2s';
SET statement_timeout = '30s';
CREATE INDEX CONCURRENTLY copies_state_idx ON copies (state); -- want concurrent-op-with-lock-timeout: the lock_timeout of 2s -- want concurrent-op-with-statement-timeout: the statement_timeout of 30s
