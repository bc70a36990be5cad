-- config: layout = "goose"
-- migration: main:1_orders.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE order;
-- migration: 1_orders.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE orders;
