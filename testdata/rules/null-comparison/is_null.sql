-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
UPDATE orders SET state = NULL WHERE state IS NULL OR state = 'NULL';
DELETE FROM orders WHERE state IS NOT DISTINCT FROM NULL;
