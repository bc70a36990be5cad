-- migration: 1_orders.sql
CREATE TABLE users (id bigint PRIMARY KEY, user_id bigint);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
-- migration: 2_joined.sql
DELETE FROM users USING orders o WHERE o.id = 1 AND o.user_id = users.user_id;
DELETE FROM users WHERE user_id IN (SELECT user_id FROM orders WHERE id = 9);
DELETE FROM users WHERE id IN (SELECT o.user_id FROM orders o WHERE o.id = 9);
-- What the history does not show may have the column.
DELETE FROM users WHERE user_id IN (SELECT user_id FROM banned WHERE id = 9);
