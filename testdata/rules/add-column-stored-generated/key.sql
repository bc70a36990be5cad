-- The way around the rewrite is the way around the index too: one finding.
-- migration: 1_queues.sql
CREATE TABLE queues (id integer, value jsonb NOT NULL);
-- migration: 2_key.sql
ALTER TABLE queues ADD COLUMN key text GENERATED ALWAYS AS (value ->> 'key') STORED PRIMARY KEY; -- want add-column-stored-generated: rewritten to store `key`
-- migration: 3_name.sql
ALTER TABLE queues ADD COLUMN name text GENERATED ALWAYS AS (value ->> 'name') STORED UNIQUE; -- want add-column-stored-generated: rewritten to store `name`
