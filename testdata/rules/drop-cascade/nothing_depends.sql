-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- migration: 2_drop.sql
ALTER TABLE customers DROP COLUMN name CASCADE;
DROP TABLE orders CASCADE;
DROP TABLE IF EXISTS customers CASCADE;
DROP TYPE mood CASCADE;
DROP FUNCTION touch() CASCADE;
