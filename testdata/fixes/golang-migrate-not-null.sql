-- migration: 000001_shop.up.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: 000001_shop.down.sql
DROP TABLE orders, customers;
-- migration: 000002_note.up.sql
ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
