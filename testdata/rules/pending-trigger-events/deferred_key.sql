-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint, state text);
ALTER TABLE orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers DEFERRABLE INITIALLY DEFERRED;
-- migration: 2_rows.sql
INSERT INTO customers VALUES (1);
INSERT INTO orders VALUES (1, 1, 'new');
CREATE INDEX orders_customer_idx ON orders (customer); -- want pending-trigger-events: cannot CREATE INDEX "orders" because it has pending trigger events: `orders_customer_fkey`
DELETE FROM customers WHERE id = 2;
ALTER TABLE customers ADD COLUMN name text; -- want pending-trigger-events: cannot ALTER TABLE "customers"
