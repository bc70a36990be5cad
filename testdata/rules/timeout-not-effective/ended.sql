-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_local.sql
BEGIN;
SELECT set_config('lock_timeout', '2s', true);
ALTER TABLE orders ADD COLUMN a text;
COMMIT;
CREATE INDEX CONCURRENTLY orders_a_idx ON orders (a);
ALTER TABLE orders ADD COLUMN b text; -- want timeout-not-effective: the lock_timeout set before it ended with its transaction
-- The same mistake is said once.
ALTER TABLE orders ADD COLUMN c text;
-- migration: 3_undone.sql
BEGIN;
SET lock_timeout = '2s';
ROLLBACK;
ALTER TABLE orders ADD COLUMN d text; -- want timeout-not-effective: a rollback takes back the lock_timeout
-- migration: 4_reset.sql
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN e text;
RESET ALL;
ALTER TABLE orders ADD COLUMN f text; -- want timeout-not-effective: the lock_timeout set before it is taken back
