-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, note text NOT NULL, state text);
COMMENT ON COLUMN orders.state IS 'open, paid, sent';
-- +goose Down
DROP TABLE orders;
-- migration: 00002_state.sql
-- +goose Up
ALTER TABLE orders DROP COLUMN state;
-- +goose Down
ALTER TABLE orders ADD COLUMN state text;
