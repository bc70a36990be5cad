-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, price integer);
-- migration: 2_cents.sql
UPDATE orders SET price = price * 100;
CREATE INDEX orders_price_idx ON orders (price);
