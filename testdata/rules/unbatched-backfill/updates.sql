-- migration: 1_shop.sql
CREATE TYPE state AS ENUM ('new', 'open');
CREATE TABLE customers (id bigint PRIMARY KEY, region text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, region text, state state, paid boolean, amount numeric);
-- migration: 2_fill.sql
UPDATE orders o SET region = c.region FROM customers c WHERE c.id = o.customer AND o.region IS NULL; -- want unbatched-backfill: updates every row of `orders` that matches
UPDATE orders SET paid = true WHERE state = 'open'; -- want unbatched-backfill: `orders`
UPDATE orders SET state = 'open' WHERE paid = false AND amount > 0; -- want unbatched-backfill: `orders`
UPDATE elsewhere SET a = b WHERE a IS NULL; -- want unbatched-backfill: `elsewhere`
