-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: 00002_index.sql
-- +goose Up
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
