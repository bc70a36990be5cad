-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_code.sql
ALTER TABLE orders ADD COLUMN code integer;
UPDATE orders SET code = length(state) WHERE code IS NULL;
-- migration: 3_required.sql
ALTER TABLE orders
    ALTER COLUMN code SET NOT NULL; -- want backfill-before-sync: nothing gives `orders.code` a value in the rows that running code adds
