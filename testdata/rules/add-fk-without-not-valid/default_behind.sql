-- What stands behind the reference belongs to the column.
-- migration: 001_init.sql
CREATE TABLE places (code text PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 002_place.sql
ALTER TABLE orders ADD COLUMN place text NOT NULL REFERENCES places DEFAULT 'x'; -- want add-fk-without-not-valid: help: ADD COLUMN place text NOT NULL DEFAULT 'x';
