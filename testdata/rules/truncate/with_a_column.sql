-- migration: 1_jobs.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, state text);
-- migration: 2_restart.sql
BEGIN;
ALTER TABLE jobs ADD COLUMN attempt integer NOT NULL DEFAULT 0;
TRUNCATE TABLE jobs; -- want truncate: deletes every row of `jobs`
COMMIT;
