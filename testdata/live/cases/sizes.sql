CREATE TABLE events (id bigint PRIMARY KEY, kind text, at timestamptz, code varchar(10));
INSERT INTO events SELECT n, 'k' || n, now(), 'c' FROM generate_series(1, 300000) AS n;
CREATE TABLE small AS SELECT * FROM events LIMIT 10;
CREATE TABLE fresh (id bigint, kind text);
ANALYZE events, small;
-- case: large, small and unknown
-- migration
CREATE INDEX events_kind_idx ON events (kind); -- want index-not-concurrent sized: `events` has about 300,000 rows
CREATE INDEX small_kind_idx ON small (kind); -- want index-not-concurrent refuted: `small` has 10 rows
CREATE INDEX fresh_kind_idx ON fresh (kind); -- want index-not-concurrent unknown: `fresh` was never analyzed
-- case: written to while it is built
-- snapshot
INSERT INTO events SELECT n, 'k' || n, now(), 'c' FROM generate_series(400001, 500000) AS n;
-- flags: --usage-since 1.json
-- migration
CREATE INDEX events_kind_idx ON events (kind); -- want index-not-concurrent confirmed: writes a second, up to
-- case: idle
-- snapshot
-- flags: --usage-since 1.json
-- migration
CREATE INDEX events_kind_idx ON events (kind); -- want index-not-concurrent refuted: nobody would have waited: 0 scans and 0 writes in
-- case: rewrites
-- migration
ALTER TABLE events ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default sized: only lock_timeout bounds it
ALTER TABLE small ADD COLUMN token uuid DEFAULT gen_random_uuid(); -- want add-column-volatile-default refuted: less than 0.1 s
VACUUM FULL events; -- want table-rewrite sized: 300,000 rows
-- case: a function that the server knows to be stable
CREATE FUNCTION tenant() RETURNS text LANGUAGE sql STABLE AS $$ SELECT 'a' $$;
-- migration
ALTER TABLE events ADD COLUMN owner text DEFAULT tenant(); -- want add-column-volatile-default refuted: tenant is not volatile on the server, so nothing is rewritten
