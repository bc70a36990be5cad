-- config: [rules.require-lock-timeout]
-- config: scope = "all"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_one.sql
ALTER TABLE orders ADD COLUMN a text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
CREATE INDEX CONCURRENTLY orders_a ON orders (a);
ALTER TABLE orders VALIDATE CONSTRAINT something;
CREATE INDEX orders_a2 ON orders (a); -- want require-lock-timeout: SHARE on `orders`, and every write to it
