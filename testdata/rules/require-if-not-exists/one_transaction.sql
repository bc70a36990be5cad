-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose Up
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE VIEW v AS SELECT 1;
-- +goose Down
DROP VIEW v;
DROP TABLE customers;
