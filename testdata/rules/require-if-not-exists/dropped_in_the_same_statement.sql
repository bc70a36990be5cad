-- ALTER TABLE drops before it adds.
-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders ADD COLUMN id bigserial, DROP COLUMN IF EXISTS id;
ALTER TABLE items DROP COLUMN IF EXISTS other, ADD COLUMN id bigserial; -- want require-if-not-exists: the column `items.id` is there already
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
-- +goose Down
-- irreversible
