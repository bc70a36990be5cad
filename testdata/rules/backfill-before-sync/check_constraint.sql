-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- +goose Down
DROP TABLE orders;
-- migration: 00002_code.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders ADD COLUMN code integer;
UPDATE orders SET code = 1;
ALTER TABLE orders ADD CONSTRAINT code_given CHECK (code IS NOT NULL); -- want backfill-before-sync: `orders.code`
-- +goose Down
ALTER TABLE orders DROP COLUMN code;
