-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE IF NOT EXISTS customers (id bigint PRIMARY KEY);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS a text;
CREATE OR REPLACE VIEW v AS SELECT 1;
DROP INDEX IF EXISTS customers_idx;
CREATE INDEX customers_idx ON customers (id);
-- +goose StatementBegin
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'parts') THEN
        CREATE TABLE parts (id bigint PRIMARY KEY);
    END IF;
END $$;
-- +goose StatementEnd
DROP INDEX CONCURRENTLY IF EXISTS orders_a;
CREATE INDEX CONCURRENTLY orders_a ON orders (a);
-- +goose Down
-- irreversible
