-- A column of the table that is changed ties the rows together, with or without its name in front.
-- migration: 1_orders.sql
CREATE TABLE users (id bigint PRIMARY KEY, v text);
CREATE TABLE orders (number bigint PRIMARY KEY, user_id bigint, v text);
-- migration: 2_joined.sql
UPDATE users SET v = o.v FROM orders o WHERE o.user_id = users.id AND o.number = 1;
UPDATE users u SET v = o.v FROM orders o WHERE o.user_id = u.id AND o.number = 1;
UPDATE users SET v = o.v FROM orders o WHERE o.user_id = id AND o.number = 1;
UPDATE users SET v = '' WHERE EXISTS (SELECT 1 FROM orders o WHERE o.user_id = users.id);
UPDATE users SET v = '' WHERE id IN (SELECT user_id FROM orders o WHERE o.number = 1);
