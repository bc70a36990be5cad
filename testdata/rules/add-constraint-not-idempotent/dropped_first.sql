-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders DROP CONSTRAINT IF EXISTS positive;
ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
ALTER TABLE orders DROP CONSTRAINT IF EXISTS big, ADD CONSTRAINT big CHECK (amount < 1000000) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT positive;
-- +goose Down
-- irreversible
