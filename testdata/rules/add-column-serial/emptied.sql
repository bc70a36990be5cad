-- migration: 1_shop.sql
CREATE TABLE drafts (name text PRIMARY KEY);
CREATE TABLE orders (name text PRIMARY KEY);
CREATE TABLE lines (name text PRIMARY KEY);
-- migration: 2_numbers.sql
BEGIN;
DELETE FROM drafts;
DELETE FROM orders WHERE name IS NULL;
ALTER TABLE drafts ADD COLUMN id serial;
ALTER TABLE orders ADD COLUMN id serial; -- want add-column-serial: to number every row in `id`
COMMIT;
DELETE FROM lines;
ALTER TABLE lines ADD COLUMN id serial; -- want add-column-serial: to number every row in `id`
