-- migration: 1_queue.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, error text, note varchar(40));
-- migration: 2_error.sql
ALTER TABLE jobs ADD COLUMN IF NOT EXISTS error varchar;
ALTER TABLE jobs ADD COLUMN IF NOT EXISTS note varchar; -- want if-not-exists-masks-drift: `jobs.note` is there already
