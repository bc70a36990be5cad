-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose Up
-- +goose NO TRANSACTION
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
COMMIT AND CHAIN; -- want certain-failure: fails: COMMIT AND CHAIN can only be used in transaction blocks
BEGIN;
ROLLBACK AND CHAIN;
COMMIT;
