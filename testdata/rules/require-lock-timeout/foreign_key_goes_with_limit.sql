-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE carts (customer_id bigint REFERENCES customers (id));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT to_customer REFERENCES customers (id));
-- migration: 2_constraint.sql
SET lock_timeout = '2s';
ALTER TABLE orders DROP CONSTRAINT to_customer;
-- migration: 3_no_key.sql
ALTER TABLE orders DROP COLUMN customer_id;
