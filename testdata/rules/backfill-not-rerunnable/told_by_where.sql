-- config: layout = "goose"
-- migration: 00001_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, price integer, cents integer, tags jsonb, done boolean);
-- +goose Down
DROP TABLE orders;
-- migration: 00002_once.sql
-- +goose NO TRANSACTION
-- +goose Up
UPDATE orders SET price = price * 100, done = true WHERE NOT done;
UPDATE orders SET cents = price * 100;
UPDATE orders SET tags = tags || '{"a": 1}';
UPDATE orders SET price = coalesce(price, 0);
CREATE INDEX CONCURRENTLY orders_price_idx ON orders (price);
-- +goose Down
DROP INDEX CONCURRENTLY orders_price_idx;
