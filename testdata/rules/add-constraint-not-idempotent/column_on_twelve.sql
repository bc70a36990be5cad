-- config: pg-version = 12
-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders ADD COLUMN IF NOT EXISTS parent bigint REFERENCES orders (id); -- want add-constraint-not-idempotent: leaves `orders.parent` and makes its constraint once more
ALTER TABLE orders ADD COLUMN IF NOT EXISTS number serial; -- want add-constraint-not-idempotent: makes its sequence once more
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
CREATE INDEX CONCURRENTLY orders_note ON orders (note);
-- +goose Down
-- irreversible
