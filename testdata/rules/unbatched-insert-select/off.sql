-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE order_log (id bigint, state text);
-- migration: 2_copy.sql
INSERT INTO order_log (id, state) SELECT id, state FROM orders;
