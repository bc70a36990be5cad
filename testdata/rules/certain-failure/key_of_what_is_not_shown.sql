-- migration: 7_keys.sql
ALTER TABLE parts ADD CONSTRAINT parts_run_fk FOREIGN KEY (flow, run) REFERENCES runs (flow, run) NOT VALID;
-- migration: 8_loose.sql
CREATE TABLE loose (id bigint);
DO $$ BEGIN EXECUTE 'ALTER TABLE loose ADD PRIMARY KEY (id)'; END $$;
CREATE TABLE notes (id bigint PRIMARY KEY, loose_id bigint UNIQUE REFERENCES loose (id));
