CREATE TABLE orders (id bigint PRIMARY KEY, state text);
INSERT INTO orders SELECT id, state FROM old_orders;
UPDATE orders SET state = 'open';
CREATE TEMP TABLE scratch AS SELECT 1 AS a;
UPDATE scratch SET a = 2;
