-- config: [rules.require-idle-in-transaction-timeout]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
BEGIN;
SET LOCAL transaction_timeout = '1min';
ALTER TABLE orders ADD COLUMN a text; -- want require-idle-in-transaction-timeout: holds ACCESS EXCLUSIVE on `orders`
COMMIT;
