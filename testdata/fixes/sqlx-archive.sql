-- migration: 20240110090000_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers, note text);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- migration: 20240611100000_carts.sql
DROP TABLE IF EXISTS orders;
