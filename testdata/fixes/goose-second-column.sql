-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, quantity smallint);
-- +goose Down
DROP TABLE orders;
-- migration: 00002_wider.sql
-- +goose Up
ALTER TABLE orders ALTER COLUMN quantity TYPE integer;
-- +goose Down
ALTER TABLE orders ALTER COLUMN quantity TYPE smallint;
