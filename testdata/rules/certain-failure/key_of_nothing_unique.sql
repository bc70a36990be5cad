-- migration: 1_runs.sql
CREATE TABLE runs (id bigint PRIMARY KEY, flow text CONSTRAINT runs_flow_key UNIQUE, run uuid);
CREATE TABLE parts (id bigint PRIMARY KEY, flow text, run uuid);
CREATE INDEX parts_run ON parts (flow, run);
CREATE TABLE loose (id bigint);
-- migration: 2_by_run.sql
ALTER TABLE parts ADD CONSTRAINT parts_run_fk FOREIGN KEY (flow, run) REFERENCES runs (flow, run) NOT VALID; -- want certain-failure: there is no unique constraint matching given keys for referenced table "runs"
CREATE TABLE notes (id bigint PRIMARY KEY, loose_id bigint UNIQUE REFERENCES loose); -- want certain-failure: there is no primary key for referenced table "loose"
CREATE TABLE marks (id bigint PRIMARY KEY, run_id bigint UNIQUE REFERENCES runs, flow text UNIQUE REFERENCES runs (flow));
-- migration: 3_partial.sql
CREATE UNIQUE INDEX runs_run ON runs (run) WHERE flow IS NOT NULL;
ALTER TABLE parts ADD CONSTRAINT parts_fk FOREIGN KEY (run) REFERENCES runs (run) NOT VALID; -- want certain-failure: there is no unique constraint matching given keys for referenced table "runs"
