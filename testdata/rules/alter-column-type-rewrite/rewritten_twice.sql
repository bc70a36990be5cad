-- Each statement writes the table anew. The help takes away the function of its trigger as well.
-- migration: 1_items.sql
CREATE TABLE items (id bigint PRIMARY KEY, a integer, b integer);
-- migration: 2_types.sql
ALTER TABLE items ALTER COLUMN a TYPE bigint; -- want alter-column-type-rewrite: help: DROP TRIGGER items_a_sync ON items;\nDROP FUNCTION items_a_sync();\nALTER TABLE items RENAME
ALTER TABLE items ALTER COLUMN b TYPE bigint; -- want alter-column-type-rewrite: `b` changes from integer to bigint
