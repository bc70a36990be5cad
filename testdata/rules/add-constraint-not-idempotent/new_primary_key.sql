-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, number bigint NOT NULL);
-- +goose Down
DROP TABLE orders;
-- migration: 2_keys.sql
-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD PRIMARY KEY (number);
ALTER TABLE carts DROP CONSTRAINT old_pkey, ADD PRIMARY KEY (number); -- want add-constraint-not-idempotent: adds the same constraint to `carts` again
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;
-- +goose Down
-- irreversible
