-- config: [rules.timeout-set-in-file]
-- config: severity = "warning"
-- migration: 1_orders.sql
SET LOCAL lock_timeout = '2s'; -- want timeout-set-in-file: sets lock_timeout
SET statement_timeout TO 0; -- want timeout-set-in-file: sets statement_timeout
CREATE TABLE orders (id bigint PRIMARY KEY);
RESET statement_timeout;
