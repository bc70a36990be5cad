-- migration: 20230105100000_shop.sql
DROP TABLE IF EXISTS orders CASCADE;
CREATE TABLE orders (id bigint PRIMARY KEY);
