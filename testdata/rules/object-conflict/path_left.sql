-- config: layout = "goose"
-- goose keeps its connection, and the path that a migration has set with it; what is in public is found behind it.
-- migration: 1_orders.sql
-- +goose Up
CREATE TABLE notes (id bigint PRIMARY KEY);
CREATE SCHEMA shop;
SET search_path = shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_carts.sql
-- +goose Up
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 3_orders.sql
-- +goose Up
ALTER TABLE orders DROP COLUMN note; -- want object-conflict: `shop.orders.note`
-- migration: 4_carts.sql
-- +goose Up
ALTER TABLE carts DROP COLUMN note; -- want object-conflict: `shop.carts.note`
-- migration: 5_notes.sql
-- +goose Up
ALTER TABLE notes DROP COLUMN body; -- want object-conflict: `notes.body`
-- migration: 6_back.sql
-- +goose Up
RESET search_path;
CREATE TABLE baskets (id bigint PRIMARY KEY);
-- migration: 7_public.sql
-- +goose Up
ALTER TABLE baskets DROP COLUMN note; -- want object-conflict: `baskets.note`
