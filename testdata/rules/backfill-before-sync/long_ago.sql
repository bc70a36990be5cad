-- migration: 20260101090000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 20260201090000_code.sql
ALTER TABLE orders ADD COLUMN code integer;
UPDATE orders SET code = length(state) WHERE code IS NULL;
-- migration: 20260220090000_size.sql
ALTER TABLE orders ADD COLUMN size integer;
UPDATE orders SET size = 1 WHERE size IS NULL;
-- migration: 20260315090000_required.sql
ALTER TABLE orders ALTER COLUMN code SET NOT NULL;
ALTER TABLE orders ALTER COLUMN size SET NOT NULL; -- want backfill-before-sync: nothing gives `orders.size` a value
