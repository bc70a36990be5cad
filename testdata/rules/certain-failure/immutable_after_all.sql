-- migration: 1_visits.sql
CREATE TYPE kind AS ENUM ('a');
CREATE TABLE visits (id bigint PRIMARY KEY, at timestamptz, ts timestamp, kind kind, name text, other unseen);
CREATE FUNCTION lowered(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN lower(t); END $$;
CREATE FUNCTION inlined(t text) RETURNS text LANGUAGE sql AS 'SELECT lower(t)';
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY a ON visits (id) WHERE at > '2024-01-01';
CREATE INDEX CONCURRENTLY b ON visits (((at AT TIME ZONE 'UTC')::date));
CREATE INDEX CONCURRENTLY c ON visits (date_trunc('day', ts));
CREATE INDEX CONCURRENTLY d ON visits (lowered(name));
CREATE INDEX CONCURRENTLY e ON visits (inlined(name));
CREATE INDEX CONCURRENTLY f ON visits (id) WHERE kind = 'a'::kind;
CREATE INDEX CONCURRENTLY g ON visits ((other::date));
CREATE INDEX CONCURRENTLY h ON visits (unknown_function(name));
CREATE INDEX CONCURRENTLY i ON elsewhere ((at::date));
ALTER TABLE visits ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('english', coalesce(name, ''))) STORED;
