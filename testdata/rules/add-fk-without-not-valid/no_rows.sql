-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY, customer_id bigint);
CREATE TABLE refunds (id bigint PRIMARY KEY, customer_id bigint);
-- migration: 2_customer.sql
ALTER TABLE orders ADD COLUMN customer_id bigint NOT NULL, ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);
TRUNCATE carts;
ALTER TABLE carts ADD CONSTRAINT carts_customer FOREIGN KEY (customer_id) REFERENCES customers (id);
TRUNCATE refunds;
INSERT INTO refunds SELECT id, customer_id FROM orders;
ALTER TABLE refunds ADD CONSTRAINT refunds_customer FOREIGN KEY (customer_id) REFERENCES customers (id); -- want add-fk-without-not-valid: every row of `refunds` is looked up in `customers`
