-- migration: 1_orders.sql
CREATE TABLE users (id bigint PRIMARY KEY, user_id bigint);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
CREATE TABLE bans (id bigint PRIMARY KEY);
-- migration: 2_joined.sql
DELETE FROM users USING orders o WHERE o.id = 1 AND o.user_id = users.user_id;
DELETE FROM users WHERE user_id IN (SELECT user_id FROM orders WHERE id = 9);
DELETE FROM users WHERE id IN (SELECT o.user_id FROM orders o WHERE o.id = 9);
DELETE FROM users USING orders o WHERE to_jsonb(users) ? 'a' AND o.id = 1;
DELETE FROM users USING orders o WHERE users.ctid = '(0,1)' AND o.id = 1;
DELETE FROM users WHERE user_id IN (SELECT user_id FROM (SELECT id AS user_id FROM bans) q);
DELETE FROM users WHERE user_id IN (SELECT user_id FROM bans AS b (user_id));
DELETE FROM users WHERE user_id IN (SELECT user_id FROM bans WHERE bans.id = users.id);
-- What the history does not show may have the column.
DELETE FROM users WHERE user_id IN (SELECT user_id FROM banned WHERE id = 9);
