-- config: layout = "goose"
-- A way back runs another day: the path that its own way forward sets is not there, that of the ones before is taken to be.
-- migration: 1_shop.sql
-- +goose Up
CREATE SCHEMA shop;
-- +goose Down
DROP SCHEMA shop;
-- migration: 2_orders.sql
-- +goose Up
SET search_path = shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE IF EXISTS orders; -- want rollback-incomplete: the table `shop.orders` stays
-- migration: 3_notes.sql
-- +goose Up
SET search_path = shop;
CREATE TABLE notes (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE notes;
