-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN region text, ADD COLUMN code integer;
ALTER TABLE orders ALTER region SET NOT NULL; -- want not-null-before-backfill: given them a value in `region`
ALTER TABLE orders ADD CONSTRAINT code_given CHECK (code IS NOT NULL AND code > 0); -- want not-null-before-backfill: in `code`
