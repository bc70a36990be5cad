-- migration: 1_orders.sql
SET lock_timeout = '2s';
CREATE TABLE orders (id bigint PRIMARY KEY);
