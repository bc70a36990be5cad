-- migration: 1_items.sql
CREATE TABLE items (id bigint PRIMARY KEY, name text, seen timestamp);
CREATE INDEX items_name_idx ON items (name);
-- migration: 2_collation.sql
ALTER TABLE items ALTER COLUMN name TYPE text COLLATE "C"; -- want alter-column-type-rewrite: while the index `items_name_idx` is built again
-- migration: 3_using.sql
SET timezone = 'UTC';
ALTER TABLE items ALTER COLUMN seen TYPE timestamptz USING seen AT TIME ZONE 'UTC'; -- want alter-column-type-rewrite: the table and its indexes are rewritten
