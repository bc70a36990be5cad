-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, price integer, note text, total integer);
-- +goose Down
DROP TABLE orders;
-- migration: 00002_twice.sql
-- +goose NO TRANSACTION
-- +goose Up
UPDATE orders SET total = 0, price = price + 1 WHERE id > 100; -- want backfill-not-rerunnable: changes `orders.price` a second time when a later statement fails
UPDATE orders SET note = 'x ' || note; -- want backfill-not-rerunnable: `orders.note`
CREATE INDEX CONCURRENTLY orders_price_idx ON orders (price);
-- +goose Down
DROP INDEX CONCURRENTLY orders_price_idx;
