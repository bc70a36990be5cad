-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, region text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, created_at timestamptz);
-- migration: 2_tidy.sql
DELETE FROM orders WHERE created_at < now() - interval '1 year'; -- want unbatched-backfill: deletes every row of `orders` that matches
DELETE FROM orders WHERE NOT EXISTS (SELECT FROM customers c WHERE c.id = orders.customer); -- want unbatched-backfill: `orders`
DELETE FROM orders a USING orders b WHERE a.id < b.id AND a.customer = b.customer; -- want unbatched-backfill: `orders`
