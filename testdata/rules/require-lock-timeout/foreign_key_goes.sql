-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE products (id bigint PRIMARY KEY);
CREATE TABLE carts (customer_id bigint REFERENCES customers (id), product_id bigint REFERENCES products (id));
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT to_customer REFERENCES customers (id), product_id bigint REFERENCES products (id));
CREATE TABLE lines (order_id bigint REFERENCES orders (id));
-- migration: 2_constraint.sql
ALTER TABLE orders DROP CONSTRAINT to_customer; -- want require-lock-timeout: ACCESS EXCLUSIVE on `customers`
-- migration: 3_column.sql
ALTER TABLE orders DROP COLUMN product_id; -- want require-lock-timeout: ACCESS EXCLUSIVE on `products`
-- migration: 4_table.sql
DROP TABLE carts; -- want require-lock-timeout: ACCESS EXCLUSIVE on `customers`
-- migration: 5_both_go.sql
DROP TABLE lines;
DROP TABLE orders;
