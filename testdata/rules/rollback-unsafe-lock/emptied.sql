-- migration: 1_queue.up.sql
CREATE TABLE queue (id integer PRIMARY KEY, job integer);
CREATE TABLE jobs (id integer PRIMARY KEY);
-- migration: 1_queue.down.sql
DROP TABLE jobs;
DROP TABLE queue;
-- migration: 2_hash.up.sql
BEGIN;
TRUNCATE queue;
ALTER TABLE queue ADD COLUMN hash text, DROP COLUMN job;
COMMIT;
-- migration: 2_hash.down.sql
BEGIN;
TRUNCATE queue;
ALTER TABLE queue DROP COLUMN hash, ADD COLUMN job integer NOT NULL REFERENCES jobs (id);
CREATE INDEX queue_job_idx ON queue (job);
COMMIT;
-- migration: 3_job.up.sql
ALTER TABLE queue ALTER COLUMN job DROP NOT NULL;
-- migration: 3_job.down.sql
BEGIN;
DELETE FROM queue WHERE job IS NULL;
ALTER TABLE queue ALTER COLUMN job SET NOT NULL; -- want rollback-unsafe-lock: while `queue` is scanned
COMMIT;
