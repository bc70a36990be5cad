-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN region text;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN region SET NOT NULL; -- want not-null-before-backfill: fails on every row that `orders` has
-- migration: 4_fill.sql
UPDATE orders SET region = 'EU' WHERE region IS NULL;
