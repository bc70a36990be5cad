-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY IF EXISTS orders_a;
ALTER TABLE orders DROP COLUMN IF EXISTS b;
DROP INDEX CONCURRENTLY orders_b;
-- +goose Down
-- irreversible
