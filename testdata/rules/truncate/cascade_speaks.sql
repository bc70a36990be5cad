-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
-- migration: 2_empty.sql
TRUNCATE customers CASCADE; -- want truncate-cascade: deletes every row of `customers`, and also of `orders`
