-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
CREATE TABLE lines (order_id bigint REFERENCES orders (id));
-- migration: 2_named.sql
TRUNCATE lines;
TRUNCATE orders CASCADE;
-- migration: 3_one_is_not.sql
TRUNCATE lines;
TRUNCATE customers CASCADE; -- want truncate-cascade: and also of `orders`, which
