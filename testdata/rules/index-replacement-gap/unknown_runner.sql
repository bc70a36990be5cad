-- migration: 1_jobs.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, queue text, run_at timestamptz);
CREATE INDEX jobs_queue_idx ON jobs (queue);
-- migration: 2_wider.sql
DROP INDEX jobs_queue_idx;
CREATE INDEX jobs_queue_run_at_idx ON jobs (queue, run_at);
