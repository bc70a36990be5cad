-- migration: 1_jobs.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, queue text, run_at timestamptz, done boolean);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY jobs_queue_idx ON jobs (queue);
-- migration: 3_again.sql
DROP INDEX CONCURRENTLY IF EXISTS jobs_queue_idx;
CREATE INDEX CONCURRENTLY jobs_queue_idx ON jobs (queue);
-- migration: 4_never_seen.sql
DROP INDEX CONCURRENTLY IF EXISTS old_idx;
CREATE INDEX CONCURRENTLY jobs_done_idx ON jobs (done);
