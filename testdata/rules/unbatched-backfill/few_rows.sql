-- migration: 1_shop.sql
CREATE TABLE settings (name text PRIMARY KEY, value text, kind text);
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_few.sql
UPDATE settings SET value = 'x' WHERE name = 'theme';
UPDATE settings SET value = 'x' WHERE kind IN ('a', 'b') AND value IS NULL;
UPDATE orders SET state = 'open' WHERE id = ANY (ARRAY[1, 2, 3]);
UPDATE orders SET state = v.state FROM (VALUES (1, 'open'), (2, 'new')) AS v (id, state) WHERE orders.id = v.id;
DELETE FROM orders WHERE ctid = ANY (ARRAY(SELECT ctid FROM orders WHERE state IS NULL LIMIT 5000));
UPDATE settings SET value = NULL WHERE lower(name) = 'theme';
