-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_backfill.sql
BEGIN;
ALTER TABLE orders ADD COLUMN kind text;
UPDATE orders SET kind = 'new'; -- want ddl-and-backfill-same-transaction: its rows are updated
COMMIT;
