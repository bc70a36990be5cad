-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT fk REFERENCES customers (id));
CREATE TABLE carts (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT carts_fk REFERENCES customers (id));
-- migration: 2_drop.sql
ALTER TABLE orders DROP CONSTRAINT fk;
ALTER TABLE orders DROP COLUMN customer_id;
ALTER TABLE carts DROP CONSTRAINT carts_fk;
DROP TABLE carts;
