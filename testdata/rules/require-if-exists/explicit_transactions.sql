-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
BEGIN;
DROP INDEX orders_a; -- want require-if-exists: the index `orders_a` is gone already
COMMIT;
BEGIN;
DROP INDEX orders_b;
DROP INDEX orders_c;
COMMIT;
-- +goose Down
-- irreversible
