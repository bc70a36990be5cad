-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
SET LOCAL lock_timeout = '2s'; -- want set-local-outside-transaction: `lock_timeout` stays as it was
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- +goose Down
DROP TABLE orders;
