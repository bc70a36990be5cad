-- config: layout = "goose"
-- What an earlier migration has left is told once, and again where it changes.
-- migration: 1_orders.sql
-- +goose Up
SET search_path = shop, public; -- want session-setting-leak: `search_path` is never set back
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_notes.sql
-- +goose Up
SET search_path TO shop,public;
CREATE TABLE notes (id bigint PRIMARY KEY);
-- migration: 3_state.sql
-- +goose Up
UPDATE orders SET state = 'open' WHERE id = 1;
-- migration: 4_back.sql
-- +goose Up
RESET search_path;
-- migration: 5_again.sql
-- +goose Up
SET search_path = shop, public; -- want session-setting-leak: `search_path` is never set back
UPDATE orders SET state = 'open' WHERE id = 2;
-- migration: 6_last.sql
-- +goose Up
UPDATE orders SET state = 'open' WHERE id = 3;
