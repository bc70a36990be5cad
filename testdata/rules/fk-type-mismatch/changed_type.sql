-- migration: 1_shop.sql
CREATE TABLE customers (id integer PRIMARY KEY);
-- migration: 2_wider.sql
ALTER TABLE customers ALTER COLUMN id TYPE bigint;
-- migration: 3_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers); -- want fk-type-mismatch: which it points at, is bigint
