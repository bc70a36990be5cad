-- migration: 1_base.sql
CREATE TABLE customers (id integer PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers (id));
-- migration: 2_bigger.sql
ALTER TABLE orders ALTER COLUMN customer_id TYPE bigint; -- want alter-column-type-rewrite: `customer_id` changes from integer to bigint
