-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, total numeric);
-- migration: 2_update.sql
UPDATE orders SET state = 'open' WHERE state IS NULL;
UPDATE orders SET state = 'open' WHERE id IN (SELECT id FROM orders LIMIT 1000);
