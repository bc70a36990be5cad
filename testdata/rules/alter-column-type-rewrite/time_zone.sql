-- migration: 1_items.sql
CREATE TABLE items (id bigint PRIMARY KEY, at timestamp, seen timestamp);
-- migration: 2_zone.sql
ALTER TABLE items ALTER COLUMN at TYPE timestamptz; -- want alter-column-type-rewrite: may block every read and write to `items`
-- migration: 3_pinned.sql
SET timezone = 'UTC';
ALTER TABLE items ALTER COLUMN seen TYPE timestamptz;
-- migration: 4_said.sql
CREATE TABLE visits (id bigint PRIMARY KEY, at timestamp, seen timestamp);
-- migration: 5_said.sql
ALTER TABLE visits ALTER COLUMN at TYPE timestamptz USING at AT TIME ZONE 'UTC'; -- want alter-column-type-rewrite: help: stay as they are:\nSET timezone = 'UTC';\nALTER TABLE visits ALTER COLUMN at TYPE timestamptz;
ALTER TABLE visits ALTER COLUMN seen TYPE timestamptz USING seen AT TIME ZONE 'Europe/Oslo'; -- want alter-column-type-rewrite: help: let a second column take its place
