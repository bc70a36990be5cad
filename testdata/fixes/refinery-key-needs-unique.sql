-- migration: Cargo.toml
[dependencies]
refinery = "0.8"
-- migration: V1__runs.sql
CREATE TABLE runs (id bigint PRIMARY KEY, flow text, run uuid);
CREATE TABLE parts (id bigint PRIMARY KEY, flow text, run uuid);
CREATE INDEX parts_run_idx ON parts (flow, run);
-- migration: V2__keys.sql
ALTER TABLE runs ADD CONSTRAINT runs_flow_run UNIQUE (flow, run);
ALTER TABLE parts ADD CONSTRAINT parts_run_fk FOREIGN KEY (flow, run) REFERENCES runs (flow, run) ON DELETE CASCADE;
