-- The identity moves from the old column to its successor of the same name.
CREATE TABLE paths (id int GENERATED ALWAYS AS IDENTITY, big_id bigint);
-- migration: 2.sql
ALTER TABLE paths DROP COLUMN id;
ALTER TABLE paths RENAME COLUMN big_id TO id;
ALTER TABLE paths ALTER COLUMN id SET NOT NULL;
ALTER TABLE paths ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
