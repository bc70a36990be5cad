-- migration: 001_shop.sql
-- +migrate Up
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: 002_index.sql
-- +migrate Up
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
