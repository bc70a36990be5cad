-- migration: 1_workers.sql
CREATE TABLE workers (id bigint PRIMARY KEY, value jsonb, taskrun_id text GENERATED ALWAYS AS (value ->> 'taskRun') STORED, kind text GENERATED ALWAYS AS (value ->> 'kind') STORED);
-- migration: 2_drop.sql
ALTER TABLE workers DROP COLUMN taskrun_id; -- want drop-without-archive: running code that still reads `workers.taskrun_id` fails from here on
ALTER TABLE workers DROP COLUMN kind;
ALTER TABLE workers ADD COLUMN kind text GENERATED ALWAYS AS (value ->> 'type') STORED;
