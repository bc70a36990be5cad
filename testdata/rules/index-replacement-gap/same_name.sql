-- migration: 1_jobs.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, queue text, run_at timestamptz, done boolean);
CREATE INDEX jobs_queue_idx ON jobs (queue);
-- migration: 2_wider.sql
DROP INDEX jobs_queue_idx; -- want index-replacement-gap: until it is built anew
ALTER TABLE jobs ADD COLUMN priority integer;
CREATE INDEX CONCURRENTLY jobs_queue_idx ON jobs (queue, priority);
