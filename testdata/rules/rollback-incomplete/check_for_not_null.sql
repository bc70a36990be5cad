-- config: layout = "golang-migrate"
-- migration: 1_jobs.up.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, wait text NOT NULL, owner bigint NOT NULL);
-- migration: 1_jobs.down.sql
DROP TABLE jobs;
-- migration: 2_number.up.sql
ALTER TABLE jobs ADD COLUMN wait_new integer;
UPDATE jobs SET wait_new = wait::integer;
ALTER TABLE jobs DROP COLUMN wait;
ALTER TABLE jobs RENAME COLUMN wait_new TO wait;
ALTER TABLE jobs ALTER COLUMN wait SET NOT NULL;
-- migration: 2_number.down.sql
ALTER TABLE jobs ADD COLUMN wait_old text; -- want rollback-incomplete: help: \nALTER TABLE jobs ALTER COLUMN wait SET NOT NULL;\nALTER TABLE jobs DROP CONSTRAINT wait_there;
UPDATE jobs SET wait_old = wait::text;
ALTER TABLE jobs ADD CONSTRAINT wait_there CHECK (wait_old IS NOT NULL) NOT VALID;
ALTER TABLE jobs VALIDATE CONSTRAINT wait_there;
ALTER TABLE jobs DROP COLUMN wait;
ALTER TABLE jobs RENAME COLUMN wait_old TO wait;
-- migration: 3_gone.up.sql
ALTER TABLE jobs DROP COLUMN owner;
-- migration: 3_gone.down.sql
ALTER TABLE jobs ADD COLUMN owner bigint; -- want rollback-incomplete: the column `jobs.owner` comes back without its values, and so without not null
