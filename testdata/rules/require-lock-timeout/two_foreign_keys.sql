-- config: layout = "sqlx"
-- config: [rules.require-lock-timeout]
-- config: scope = "all"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE products (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, product_id bigint);
-- migration: 2_keys.sql
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID; -- want require-lock-timeout: SHARE ROW EXCLUSIVE on `orders` and `customers`, and every write to them
ALTER TABLE orders ADD FOREIGN KEY (product_id) REFERENCES products (id) NOT VALID;
