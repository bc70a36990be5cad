-- migration: 1_orders.sql
CREATE TABLE users (id bigint PRIMARY KEY, user_id bigint);
CREATE TABLE orders (id bigint PRIMARY KEY, v text);
-- migration: 2_one_order.sql
DELETE FROM users USING orders o WHERE o.id = 1; -- want delete-without-where: deletes every row of `users`
-- migration: 3_same_name.sql
DELETE FROM users WHERE user_id IN (SELECT user_id FROM orders WHERE id = 9); -- want delete-without-where: help: by one of its own columns
