-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, name text, since date);
-- migration: 2_orders.sql
CREATE TABLE orders (
    id bigint PRIMARY KEY,
    customer_number bigint REFERENCES customers (id) -- want fk-missing-index: every DELETE of a row of `customers` reads all of `orders`: no index begins with `customer_number`
);
-- migration: 3_names.sql
ALTER TABLE orders RENAME COLUMN customer_number TO customer_id;
ALTER TABLE orders RENAME TO purchases;
ALTER TABLE customers RENAME TO people;
