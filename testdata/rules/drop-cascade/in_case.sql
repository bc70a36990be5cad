-- migration: 1_types.sql
CREATE TABLE people (id bigint PRIMARY KEY);
-- migration: 2_types.sql
DROP TYPE IF EXISTS address CASCADE;
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'address') THEN
        CREATE TYPE address AS (street text, city text);
    END IF;
END $$;
DROP FUNCTION IF EXISTS login CASCADE;
CREATE FUNCTION login(name text) RETURNS text LANGUAGE sql AS 'SELECT name';
