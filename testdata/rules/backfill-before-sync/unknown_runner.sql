-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_code.sql
ALTER TABLE orders ADD COLUMN code integer;
UPDATE orders SET code = 1;
ALTER TABLE orders ALTER COLUMN code SET NOT NULL;
-- migration: 3_refuses.sql
ALTER TABLE orders ADD COLUMN kind integer;
UPDATE orders SET kind = 1;
CREATE INDEX CONCURRENTLY orders_kind_idx ON orders (kind);
ALTER TABLE orders ALTER COLUMN kind SET NOT NULL; -- want backfill-before-sync: `orders.kind`
-- migration: 4_own.sql
BEGIN;
ALTER TABLE orders ADD COLUMN region text;
UPDATE orders SET region = 'EU';
COMMIT;
ALTER TABLE orders ALTER COLUMN region SET NOT NULL; -- want backfill-before-sync: `orders.region`
