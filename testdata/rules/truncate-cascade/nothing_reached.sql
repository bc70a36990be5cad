-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
-- migration: 2_empty.sql
TRUNCATE orders CASCADE;
TRUNCATE customers, orders CASCADE;
TRUNCATE customers;
