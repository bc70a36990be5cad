-- config: layout = "goose"
-- migration: 1_shop.sql
-- +goose Up
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM orders;
CREATE UNIQUE INDEX totals_n ON totals (n);
-- migration: 2_view.sql
-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '2min';
DROP INDEX CONCURRENTLY IF EXISTS totals_n; -- want concurrent-op-with-lock-timeout: help: let it wait, and set the timeout again for what follows:\nSET lock_timeout = 0;\nDROP INDEX CONCURRENTLY IF EXISTS totals_n;\nSET lock_timeout = '2min';
DROP MATERIALIZED VIEW IF EXISTS totals;
RESET lock_timeout;
-- migration: 3_indexes.sql
-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = 2000;
CREATE INDEX CONCURRENTLY orders_state ON orders (state); -- want concurrent-op-with-lock-timeout: help: SET lock_timeout = 0;\n-- the 2 statements with CONCURRENTLY that stand together here\nSET lock_timeout = '2000';
CREATE INDEX CONCURRENTLY orders_note ON orders (note); -- want concurrent-op-with-lock-timeout: the lock_timeout of 2000
-- migration: 4_sections.sql
-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '2s';
CREATE INDEX CONCURRENTLY orders_both ON orders (state, note); -- want concurrent-op-with-lock-timeout: help: let it wait:\nSET lock_timeout = 0;
SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN a text;
