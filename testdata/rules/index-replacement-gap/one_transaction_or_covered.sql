-- migration: 1_jobs.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, queue text, run_at timestamptz, done boolean);
CREATE INDEX jobs_queue_idx ON jobs (queue);
CREATE INDEX jobs_run_at_idx ON jobs (run_at);
CREATE INDEX jobs_run_at_queue_idx ON jobs (run_at, queue);
-- migration: 2_one_transaction.sql
BEGIN;
DROP INDEX jobs_queue_idx;
CREATE INDEX jobs_queue_run_at_idx ON jobs (queue, run_at);
COMMIT;
-- migration: 3_covered.sql
DROP INDEX CONCURRENTLY jobs_run_at_idx;
CREATE INDEX CONCURRENTLY jobs_run_at_done_idx ON jobs (run_at, done);
