-- migration: 1_base.sql
CREATE DOMAIN customer_number AS bigint;
CREATE TABLE customers (id customer_number PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers (id), shop_id integer);
-- migration: 2_shop.sql
ALTER TABLE orders ADD CONSTRAINT orders_shop_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) NOT VALID;
