-- migration: 1_tables.sql
CREATE TABLE versions (id bigint PRIMARY KEY);
CREATE TABLE history (id bigint PRIMARY KEY);
-- migration: 2_references.sql
ALTER TABLE versions DROP COLUMN IF EXISTS ov_ref;
ALTER TABLE versions ADD COLUMN ov_ref integer;
ALTER TABLE history ADD COLUMN ov_ref integer;
