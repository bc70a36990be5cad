-- config: [rules.timeout-set-in-file]
-- config: severity = "warning"
-- migration: 1_orders.sql
SET search_path = shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
RESET lock_timeout;
