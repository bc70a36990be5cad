-- The indexes that TimescaleDB makes when a table becomes a hypertable.
-- migration: 001_reports.sql
CREATE TABLE reports (id integer, at timestamptz NOT NULL, place integer);
CREATE INDEX reports_at_idx ON reports (at);
DROP INDEX reports_at_idx;
SELECT create_hypertable('reports', 'at', 'place', 4);
CREATE TABLE logs (id integer, at timestamptz NOT NULL);
CREATE INDEX logs_at_idx ON logs (at);
DROP INDEX logs_at_idx;
SELECT * FROM create_hypertable('logs'::regclass, by_range('at'), if_not_exists => true);
CREATE TABLE plain (id integer, at timestamptz NOT NULL);
CREATE INDEX plain_at_idx ON plain (at);
DROP INDEX plain_at_idx;
SELECT create_hypertable('plain', 'at', create_default_indexes => false);
-- migration: 002_names.sql
ALTER INDEX reports_at_idx RENAME TO reports_time_idx;
ALTER INDEX reports_place_at_idx RENAME TO reports_place_time_idx;
ALTER INDEX logs_at_idx RENAME TO logs_time_idx;
-- migration: 003_not_made.sql
ALTER INDEX plain_at_idx RENAME TO plain_time_idx; -- want object-conflict: `plain_at_idx` does not exist any more
