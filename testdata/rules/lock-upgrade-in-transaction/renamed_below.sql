-- The other statement names what this one renames.
-- config: layout = "golang-migrate"
-- migration: 1_a.up.sql
CREATE TABLE jobs (id bigint PRIMARY KEY);
-- migration: 2_b.up.sql
CREATE TABLE runs (job_id bigint REFERENCES jobs (id));
ALTER TABLE jobs RENAME TO tasks; -- want lock-upgrade-in-transaction: help: LOCK TABLE jobs IN ACCESS EXCLUSIVE MODE;
