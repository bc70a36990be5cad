-- migration: 1_jobs.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, queue text, run_at timestamptz, done boolean);
CREATE INDEX jobs_queue_idx ON jobs (queue);
-- migration: 2_partial.sql
DROP INDEX CONCURRENTLY IF EXISTS jobs_queue_idx; -- want index-replacement-gap: queries of `jobs` that use `jobs_queue_idx` go without an index until `jobs_open_idx` is built
CREATE INDEX CONCURRENTLY IF NOT EXISTS jobs_open_idx ON jobs (queue, run_at) WHERE NOT done;
