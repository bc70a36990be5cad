-- config: layout = "goose"
-- migration: main:1_orders.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE orders;
-- migration: 1_orders.sql
-- +goose Up
-- Why there are orders.
CREATE TABLE orders (
    id bigint PRIMARY KEY
);
-- +goose Down
DROP TABLE orders;
