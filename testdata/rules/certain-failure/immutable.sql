-- migration: 1_visits.sql
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE TYPE kind AS ENUM ('a');
CREATE TABLE visits (id bigint PRIMARY KEY, at timestamptz, day date, kind kind, name text, data jsonb, room int, during tstzrange);
CREATE FUNCTION slow(t text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN lower(t); END $$;
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY a ON visits (id) WHERE at > now(); -- want certain-failure: help: leave the time out of it
CREATE INDEX CONCURRENTLY b ON visits (id) WHERE day >= CURRENT_DATE; -- want certain-failure: functions in index predicate
CREATE INDEX CONCURRENTLY c ON visits ((kind::text)); -- want certain-failure: help: index the column as it is
CREATE INDEX CONCURRENTLY d ON visits (slow(name)); -- want certain-failure: functions in index expression
CREATE INDEX CONCURRENTLY e ON visits (unaccent(name)); -- want certain-failure: help: CREATE FUNCTION … LANGUAGE sql IMMUTABLE AS $$ SELECT unaccent(…) $$;
CREATE INDEX CONCURRENTLY f ON visits (((data->>'at')::timestamptz)); -- want certain-failure: functions in index expression
CREATE INDEX CONCURRENTLY IF NOT EXISTS g ON visits (date_trunc('day', at)); -- want certain-failure: help: (… AT TIME ZONE 'UTC')::date
ALTER TABLE visits ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector(name)) STORED; -- want certain-failure: help: to_tsvector('english', …)
ALTER TABLE visits ADD COLUMN whole text GENERATED ALWAYS AS (concat(name, 'x')) STORED; -- want certain-failure: generation expression is not immutable
CREATE TABLE more (at timestamptz, day date GENERATED ALWAYS AS (at::date) STORED); -- want certain-failure: generation expression
