-- config: pg-version = 17
-- config: [rules.require-idle-in-transaction-timeout]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
BEGIN;
SET LOCAL transaction_timeout = '1min';
ALTER TABLE orders ADD COLUMN a text;
COMMIT;
-- migration: 3_idle.sql
SET idle_in_transaction_session_timeout = '10s';
BEGIN;
ALTER TABLE orders ADD COLUMN b text;
COMMIT;
