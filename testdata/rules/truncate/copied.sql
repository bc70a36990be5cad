-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_move.sql
CREATE TABLE orders_2024 AS SELECT * FROM orders;
TRUNCATE orders;
