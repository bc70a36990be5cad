-- migration: 1_shop.sql
CREATE TABLE customers (id bigserial PRIMARY KEY);
CREATE TABLE orders (id bigserial PRIMARY KEY, customer_id bigserial NOT NULL);
-- migration: 2_defaults.sql
ALTER TABLE orders ALTER COLUMN customer_id DROP DEFAULT;
ALTER TABLE customers ALTER COLUMN id DROP DEFAULT; -- want required-column: leaves `customers.id` to its default
ALTER TABLE orders ADD COLUMN shop_id serial;
ALTER TABLE orders ALTER COLUMN shop_id DROP DEFAULT; -- want required-column: does not know `orders.shop_id` yet
