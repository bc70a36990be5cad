-- config: [rules.require-statement-timeout]
-- config: severity = "warning"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_limited.sql
SET statement_timeout = '10min';
UPDATE orders SET state = 'x';
-- migration: 3_concurrent.sql
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY orders_state ON orders (state);
