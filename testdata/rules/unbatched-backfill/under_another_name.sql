-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text);
-- migration: 2_old.sql
UPDATE orders AS o SET state = 'old' WHERE o.state = 'new'; -- want unbatched-backfill: help: UPDATE orders AS o SET state = 'old'\n    WHERE id IN (SELECT id FROM orders AS o WHERE o.state = 'new' LIMIT 5000);
-- migration: 3_gone.sql
DELETE FROM orders o WHERE o.state = 'new'; -- want unbatched-backfill: help: DELETE FROM orders AS o\n    WHERE id IN (SELECT id FROM orders AS o WHERE o.state = 'new' LIMIT 5000);
-- migration: 4_one.sql
UPDATE orders AS o SET state = 'old' WHERE o.id = 5;
UPDATE orders AS o SET state = 'old' WHERE o.id = (SELECT max(o.id) FROM orders AS o);
UPDATE orders o SET state = v.state FROM (VALUES (1, 'a'), (2, 'b')) AS v (id, state) WHERE v.id = o.id;
