-- migration: 1_orders.sql
CREATE TABLE users (id bigint PRIMARY KEY, v text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint, v text);
-- migration: 2_one_order.sql
UPDATE users SET v = o.v FROM orders o WHERE o.id = 1; -- want update-without-where: help: in batches
-- migration: 3_itself.sql
UPDATE users SET v = other.v FROM users other WHERE other.id = 1; -- want update-without-where: help: by one of its own columns
