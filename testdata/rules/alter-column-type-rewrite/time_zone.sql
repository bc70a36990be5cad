-- migration: 1_items.sql
CREATE TABLE items (id bigint PRIMARY KEY, at timestamp, seen timestamp);
-- migration: 2_zone.sql
ALTER TABLE items ALTER COLUMN at TYPE timestamptz; -- want alter-column-type-rewrite: may block every read and write to `items`
-- migration: 3_pinned.sql
SET timezone = 'UTC';
ALTER TABLE items ALTER COLUMN seen TYPE timestamptz;
