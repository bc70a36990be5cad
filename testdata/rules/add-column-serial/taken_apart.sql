-- migration: 1_orders.sql
CREATE TABLE orders (code text);
-- migration: 2_number.sql
CREATE SEQUENCE orders_number_seq;
ALTER TABLE orders ADD COLUMN number bigint;
ALTER TABLE orders ALTER COLUMN number SET DEFAULT nextval('orders_number_seq');
