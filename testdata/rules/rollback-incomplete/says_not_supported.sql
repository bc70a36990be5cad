-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY);
-- +goose Down
SELECT 'NOT SUPPORTED';
-- migration: 00002_items.sql
-- +goose Up
CREATE TABLE items (id bigint PRIMARY KEY);
-- +goose Down
SELECT 'down SQL query'; -- want rollback-incomplete: the table `items` stays
