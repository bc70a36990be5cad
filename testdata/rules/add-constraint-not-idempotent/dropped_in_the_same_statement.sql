-- ALTER TABLE drops before it adds, and a column takes its constraint along.
-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders DROP COLUMN IF EXISTS id, ADD COLUMN id bigserial, ADD CONSTRAINT orders_id_key UNIQUE (id);
ALTER TABLE items DROP COLUMN IF EXISTS v, ADD COLUMN v bigserial, ADD CONSTRAINT items_id_key UNIQUE (id); -- want add-constraint-not-idempotent: `items_id_key` is there already
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
-- +goose Down
-- irreversible
