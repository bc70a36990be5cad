-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_code.sql
ALTER TABLE orders ADD COLUMN code integer, ADD COLUMN "Kind" text;
UPDATE orders SET code = length(state), "Kind" = state;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN code SET NOT NULL; -- want backfill-before-sync: nothing gives `orders.code` and `orders."Kind"` a value in the rows
ALTER TABLE orders ALTER COLUMN "Kind" SET NOT NULL;
