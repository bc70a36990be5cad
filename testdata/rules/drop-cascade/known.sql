-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint CONSTRAINT orders_customer_fkey REFERENCES customers (id));
CREATE VIEW names AS SELECT name FROM customers;
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER people_touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_drop.sql
ALTER TABLE customers DROP COLUMN name CASCADE; -- want drop-cascade: CASCADE also drops view `names`, which the statement does not name
DROP TABLE customers CASCADE; -- want drop-cascade: foreign key `orders_customer_fkey` of `orders`
DROP TYPE mood CASCADE; -- want drop-cascade: column `people.mood`
DROP FUNCTION touch() CASCADE; -- want drop-cascade: trigger `people_touch` of `people`
