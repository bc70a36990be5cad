-- A column that takes no null has no row to fill.
-- config: layout = "sqlx"
-- migration: 001_init.sql
CREATE TABLE orders (id bigint PRIMARY KEY, place text);
-- migration: 002_expiry.sql
ALTER TABLE orders ADD COLUMN expiry timestamptz NOT NULL DEFAULT now();
UPDATE orders SET expiry = now() WHERE expiry IS NULL AND place = 'here';
-- migration: 003_note.sql
ALTER TABLE orders ADD COLUMN note text;
UPDATE orders SET note = 'none' WHERE note IS NULL; -- want ddl-and-backfill-same-transaction: while its rows are updated
