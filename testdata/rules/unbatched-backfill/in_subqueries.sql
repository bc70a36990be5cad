-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, name text, region text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, note text);
-- migration: 2_tidy.sql
UPDATE orders SET note = 'x' WHERE id IN (SELECT id FROM orders WHERE note IS NULL); -- want unbatched-backfill: updates every row of `orders` that matches
DELETE FROM orders WHERE customer IN (SELECT id FROM customers); -- want unbatched-backfill: deletes every row of `orders` that matches
DELETE FROM orders WHERE customer = ANY (SELECT id FROM customers WHERE name LIKE 'x%'); -- want unbatched-backfill: `orders`
DELETE FROM orders WHERE customer = ANY (ARRAY(SELECT id FROM customers WHERE name LIKE 'x%')); -- want unbatched-backfill: `orders`
DELETE FROM orders WHERE customer IN (SELECT id FROM customers WHERE name = 'x');
DELETE FROM orders WHERE customer IN (SELECT id FROM customers WHERE region LIKE 'x%' LIMIT 100);
WITH some AS (SELECT id FROM orders ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) UPDATE orders o SET note = 'x' FROM some WHERE some.id = o.id;
UPDATE orders o SET note = 'x' FROM (SELECT id FROM orders LIMIT 100) some WHERE some.id = o.id;
UPDATE orders o SET note = c.name FROM customers c, LATERAL (SELECT 1 FROM orders LIMIT 1) one WHERE c.id = o.customer; -- want unbatched-backfill: `orders`
