-- What the file says of the time zone goes with the statement.
-- config: layout = "golang-migrate"
-- migration: 1_init.up.sql
CREATE TABLE visits (id int PRIMARY KEY, at timestamp NOT NULL);
CREATE INDEX visits_at ON visits (at);
-- migration: 2_zone.up.sql
SET timezone = 'UTC';
ALTER TABLE visits ALTER COLUMN at TYPE timestamptz; -- want alter-column-type-rewrite: help: DROP INDEX CONCURRENTLY each_index;\nSET timezone = 'UTC';\nALTER TABLE visits ALTER COLUMN at TYPE timestamptz;
