-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE customers (id bigint PRIMARY KEY); -- want require-if-not-exists: the table `customers` is there already
ALTER TABLE orders ADD COLUMN a text, ADD COLUMN b text; -- want require-if-not-exists: the column `orders.a` is there already
CREATE VIEW v AS SELECT 1; -- want require-if-not-exists: the view `v`
CREATE INDEX customers_idx ON customers (id); -- want require-if-not-exists: the index `customers_idx`
CREATE INDEX CONCURRENTLY orders_a ON orders (a);
-- +goose Down
-- irreversible
