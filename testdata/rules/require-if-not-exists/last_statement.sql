-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN a text;
RESET lock_timeout;
-- +goose Down
ALTER TABLE orders DROP COLUMN a;
