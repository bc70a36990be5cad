-- config: [rules.timeout-set-in-file]
-- config: severity = "advice"
-- config: settings = ["search_path"]
-- migration: 1_orders.sql
SET lock_timeout = '2s';
SET search_path = shop; -- want timeout-set-in-file: sets search_path
CREATE TABLE orders (id bigint PRIMARY KEY);
