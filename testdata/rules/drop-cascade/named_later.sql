-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer_fkey REFERENCES customers (id));
CREATE TABLE carts (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT carts_customer_fkey REFERENCES customers (id));
CREATE VIEW names AS SELECT name FROM customers;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_drop.sql
DROP FUNCTION touch CASCADE;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE customers DROP COLUMN name CASCADE;
CREATE VIEW names AS SELECT id FROM customers;
DROP VIEW names;
DROP TABLE customers CASCADE;
DROP TABLE orders;
ALTER TABLE carts DROP COLUMN customer_id;
