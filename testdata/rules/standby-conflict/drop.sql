-- config: [rules.standby-conflict]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_drop.sql
SET lock_timeout = '2s';
DROP TABLE orders; -- want standby-conflict: is replayed with its ACCESS EXCLUSIVE
