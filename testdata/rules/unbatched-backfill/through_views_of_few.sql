-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, total numeric);
CREATE VIEW open_orders AS SELECT id AS order_id, state, total AS amount FROM orders WHERE state = 'open';
CREATE VIEW first_order AS SELECT * FROM orders WHERE id = 1;
-- migration: 2_few.sql
UPDATE open_orders SET amount = 0 WHERE order_id = 5;
UPDATE first_order SET total = 0 WHERE total IS NULL;
DELETE FROM open_orders WHERE order_id IN (1, 2, 3);
-- migration: 3_new.sql
CREATE TABLE lines (id bigint PRIMARY KEY, note text);
CREATE VIEW noted AS SELECT * FROM lines;
UPDATE noted SET note = '' WHERE note IS NULL;
