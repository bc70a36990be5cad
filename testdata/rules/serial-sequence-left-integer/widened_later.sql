-- migration: 1_base.sql
CREATE TABLE events (id serial PRIMARY KEY);
-- migration: 2_bigger.sql
ALTER TABLE events ALTER COLUMN id TYPE bigint;
-- migration: 3_sequence.sql
ALTER SEQUENCE events_id_seq AS bigint;
-- migration: 4_no_longer_numbered.sql
CREATE TABLE steps (id bigint PRIMARY KEY, position smallserial);
ALTER TABLE steps ALTER COLUMN position DROP DEFAULT, ALTER COLUMN position TYPE bigint;
-- migration: 5_another_sequence.sql
CREATE TABLE jobs (id smallserial PRIMARY KEY);
CREATE SEQUENCE job_ids;
ALTER TABLE jobs ALTER COLUMN id TYPE bigint;
ALTER SEQUENCE job_ids OWNED BY jobs.id;
ALTER TABLE jobs ALTER COLUMN id SET DEFAULT nextval('job_ids'::regclass);
