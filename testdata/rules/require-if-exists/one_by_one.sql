-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY orders_a; -- want require-if-exists: the index `orders_a` is gone already
DROP TRIGGER touch ON orders; -- want require-if-exists: the trigger `touch`
ALTER TABLE orders DROP COLUMN b; -- want require-if-exists: the column `b`
ALTER TABLE orders DROP CONSTRAINT c, DROP COLUMN IF EXISTS d; -- want require-if-exists: the constraint `c`
DROP INDEX CONCURRENTLY orders_b;
-- +goose Down
-- irreversible
