-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
-- +goose StatementBegin
DO $$
BEGIN
    ALTER TABLE orders ADD CONSTRAINT positive CHECK (amount > 0) NOT VALID;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
-- +goose StatementEnd
ALTER TABLE orders VALIDATE CONSTRAINT positive;
-- +goose Down
-- irreversible
