-- config: layout = "goose"
-- config: pg-version = 15
-- migration: 1_shop.sql
-- +goose NO TRANSACTION
-- +goose Up
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want require-if-not-exists: the function `f`
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch(); -- want require-if-not-exists: the trigger `touch`
ALTER TYPE mood ADD VALUE 'fine'; -- want require-if-not-exists: the value `fine`
CREATE OR REPLACE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'bad';
CREATE INDEX CONCURRENTLY orders_a ON orders (a);
-- +goose Down
-- irreversible
