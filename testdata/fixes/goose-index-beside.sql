-- migration: migrations/20250101000000_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, note text, code text);

-- +goose Down
DROP TABLE orders;
-- migration: migrations/20250102000000_indexes.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX orders_note_idx ON orders (note);
CREATE INDEX orders_code_idx ON orders (code);

-- +goose Down
DROP INDEX CONCURRENTLY IF EXISTS orders_code_idx;
DROP INDEX CONCURRENTLY IF EXISTS orders_note_idx;
