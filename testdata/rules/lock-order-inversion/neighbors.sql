-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_tags.sql
BEGIN;
ALTER TABLE customers ADD COLUMN tag text;
CREATE TABLE tags (tag text PRIMARY KEY);
ALTER TABLE orders ADD COLUMN tag text;
COMMIT;
-- migration: 3_security.sql
BEGIN;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE customers ENABLE ROW LEVEL SECURITY; -- want lock-order-inversion: waits for `customers` while it holds `orders`, and `2_tags` waits for `orders` while it holds `customers`
COMMIT;
