-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TYPE order_region AS ENUM ('EU', 'US');
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN region text;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN region SET NOT NULL; -- want set-not-null-scan: blocks every read and write to `orders`
-- migration: 4_enum.sql
ALTER TABLE orders ALTER COLUMN region TYPE order_region USING (region::text::order_region); -- want alter-column-type-rewrite: `region` changes from text to order_region
