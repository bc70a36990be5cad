-- The migration itself puts a column aside, converts its values and drops it.
CREATE TABLE pages (id bigint PRIMARY KEY, kind text);
-- migration: 2_kind.sql
ALTER TABLE pages RENAME COLUMN kind TO kind_old;
ALTER TABLE pages ADD COLUMN kind int;
UPDATE pages SET kind = length(kind_old);
ALTER TABLE pages DROP COLUMN kind_old;
