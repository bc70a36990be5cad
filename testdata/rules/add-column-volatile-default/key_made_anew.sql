-- A new key of the old one's name tells no rows apart while it is filled.
-- migration: 001_init.sql
CREATE TABLE parts (id serial PRIMARY KEY, name text);
-- migration: 002_id.sql
ALTER TABLE parts DROP COLUMN id, ADD COLUMN id uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default: help: WHERE ctid = ANY (ARRAY(SELECT ctid FROM parts WHERE id IS NULL LIMIT 5000))
