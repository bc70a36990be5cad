-- migration: 1_base.sql
CREATE TABLE events (id bigint PRIMARY KEY, created_at timestamptz);
-- migration: 2_import.sql
CREATE UNLOGGED TABLE imported (id bigint, created_at timestamptz);
INSERT INTO imported SELECT id, created_at FROM events;
ALTER TABLE imported SET LOGGED;
-- migration: 3_vacuum.sql
VACUUM (ANALYZE) events;
CREATE INDEX CONCURRENTLY events_created_at_idx ON events (created_at);
ALTER TABLE events CLUSTER ON events_created_at_idx;
