-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN region text DEFAULT 'EU';
ALTER TABLE orders ALTER COLUMN region SET NOT NULL, ALTER COLUMN region DROP DEFAULT; -- want required-column: does not know `orders.region` yet
