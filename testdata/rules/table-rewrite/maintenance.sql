-- migration: 1_base.sql
CREATE TABLE events (id bigint PRIMARY KEY, created_at timestamptz);
CREATE INDEX events_created_at_idx ON events (created_at);
-- migration: 2_cluster.sql
CLUSTER events USING events_created_at_idx; -- want table-rewrite: every read and write to `events` while the rows and indexes are written anew
-- migration: 3_vacuum.sql
VACUUM (FULL, ANALYZE) events; -- want table-rewrite: every read and write to `events`
-- migration: 4_everything.sql
VACUUM FULL; -- want table-rewrite: every table of the database
