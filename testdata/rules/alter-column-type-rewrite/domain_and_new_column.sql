-- migration: 1_jobs.sql
CREATE DOMAIN controller AS text CHECK (length(value) > 9);
CREATE TABLE jobs (id bigint PRIMARY KEY, controller_id text);
-- migration: 2_type.sql
ALTER TABLE jobs ALTER COLUMN controller_id TYPE controller; -- want alter-column-type-rewrite: `controller_id` changes from text to controller
-- migration: 3_number.sql
ALTER TABLE jobs ADD COLUMN number serial;
ALTER TABLE jobs ALTER COLUMN number TYPE text; -- want alter-column-type-rewrite: `number` changes from integer to text
