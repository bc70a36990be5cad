-- migration: 1_code.up.sql
CREATE TABLE jobs (id bigint PRIMARY KEY, state text, at timestamptz);
CREATE TYPE stage AS ENUM ('new', 'done');
CREATE TABLE tasks (id bigint PRIMARY KEY, stage stage NOT NULL DEFAULT 'new');
CREATE VIEW open_jobs AS SELECT id FROM jobs WHERE state = 'open';
CREATE OR REPLACE FUNCTION jobs_left() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM jobs';
CREATE POLICY mine ON jobs USING (state = 'open');
-- migration: 1_code.down.sql
DROP TABLE jobs;
-- migration: 2_more.up.sql
CREATE EXTENSION pg_trgm;
CREATE SCHEMA audit;
ALTER TYPE stage ADD VALUE 'stuck';
CREATE OR REPLACE VIEW open_jobs AS SELECT id, at FROM jobs WHERE state = 'open';
CREATE OR REPLACE FUNCTION jobs_left() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT 1::bigint';
CREATE FUNCTION stop(job bigint, why text) RETURNS void LANGUAGE sql AS 'UPDATE jobs SET state = why WHERE id = job';
ALTER POLICY mine ON jobs USING (state = 'open' AND at > now());
REVOKE ALL ON jobs FROM PUBLIC;
GRANT SELECT, UPDATE (state) ON jobs TO worker WITH GRANT OPTION;
COMMENT ON TABLE jobs IS 'work';
DELETE FROM jobs WHERE state = 'done';
CREATE STATISTICS jobs_stats ON state, at FROM jobs;
