-- migration: 1_base.sql
CREATE TABLE orders (id bigint PRIMARY KEY, quantity integer);
-- migration: 2_bigger.sql
CREATE INDEX CONCURRENTLY orders_quantity_idx ON orders (quantity);
ALTER TABLE orders ALTER COLUMN quantity TYPE bigint; -- want alter-column-type-rewrite: `quantity` changes from integer to bigint
