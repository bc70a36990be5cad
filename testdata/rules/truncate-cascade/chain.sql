-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
CREATE TABLE lines (order_id bigint REFERENCES orders (id) ON DELETE RESTRICT);
-- migration: 2_empty.sql
TRUNCATE customers CASCADE; -- want truncate-cascade: also of `orders` and `lines`
TRUNCATE customers, orders CASCADE; -- want truncate-cascade: also of `lines`
