-- migration: 1_builds.sql
CREATE TABLE builds (id bigint PRIMARY KEY, rerun_of int);
CREATE INDEX builds_rerun_of_idx ON builds (rerun_of);
-- migration: 2_wider.sql
ALTER TABLE builds ALTER COLUMN rerun_of TYPE bigint; -- want alter-column-type-rewrite: `rerun_of` changes
