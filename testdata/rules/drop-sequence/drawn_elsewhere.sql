-- The sequence is called after a table that goes, and numbers the rows of another one that stays.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE SEQUENCE orders_seq;
CREATE TABLE refunds (id bigint PRIMARY KEY DEFAULT nextval('orders_seq'));
-- migration: 2_drop.sql
DROP TABLE orders; -- want drop-without-archive: `orders`
DROP SEQUENCE orders_seq CASCADE; -- want drop-sequence: forgets how far `orders_seq`
