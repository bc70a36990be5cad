-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: 00002_index.sql
-- +goose Up
ALTER TABLE orders ADD COLUMN state text;
CREATE INDEX orders_state_idx ON orders (state, id);
