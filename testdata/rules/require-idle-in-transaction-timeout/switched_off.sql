-- config: [rules.require-idle-in-transaction-timeout]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET idle_in_transaction_session_timeout = 0;
BEGIN;
LOCK TABLE orders IN SHARE MODE; -- want require-idle-in-transaction-timeout: holds SHARE on `orders`
COMMIT;
