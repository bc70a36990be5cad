-- Where the order matters, the lock is taken first and the statements stay where they are.
-- config: layout = "golang-migrate"
-- migration: 1_jobs.up.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, a int);
CREATE VIEW seen AS SELECT a FROM jobs;
-- migration: 2_schedules.up.sql
CREATE TABLE schedules (name text PRIMARY KEY, last_job bigint REFERENCES jobs (id));
ALTER TABLE jobs ADD COLUMN schedule text REFERENCES schedules (name); -- want lock-upgrade-in-transaction: help: take the strongest lock first, before that statement, or put one of them in a migration of its own:\nLOCK TABLE jobs IN ACCESS EXCLUSIVE MODE;
-- migration: 3_seen.up.sql
CREATE TABLE runs (job_id bigint REFERENCES jobs (id));
DROP VIEW seen;
ALTER TABLE jobs DROP COLUMN a; -- want lock-upgrade-in-transaction: help: LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE;
-- migration: 4_type.up.sql
CREATE TABLE tries (job_id bigint REFERENCES jobs (id));
CREATE TYPE "Level" AS ENUM ('low', 'high');
ALTER TABLE jobs ADD COLUMN level "Level"; -- want lock-upgrade-in-transaction: help: LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE;
-- migration: 5_free.up.sql
CREATE TABLE notes (job_id bigint REFERENCES jobs (id));
CREATE TYPE kind AS ENUM ('x');
ALTER TABLE jobs ADD COLUMN note text; -- want lock-upgrade-in-transaction: help: take the strongest lock first: put this statement before that one, or one of them in a migration of its own
