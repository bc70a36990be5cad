-- Datastream takes added columns by itself.
-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY, note text, state varchar(10), kind text);
-- migration: 2_publication.sql
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_publication WHERE pubname = 'changes') THEN CREATE PUBLICATION changes FOR ALL TABLES; END IF; END $$;
DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bigquery-datastream') THEN GRANT SELECT ON ALL TABLES IN SCHEMA public TO "bigquery-datastream"; END IF; END $$;
SELECT pg_create_logical_replication_slot('s', 'pgoutput');
-- migration: 3_columns.sql
ALTER TABLE deals ADD COLUMN c jsonb;
ALTER TABLE deals DROP COLUMN note;
ALTER TABLE deals ALTER COLUMN state TYPE text; -- want ddl-not-replicated: Datastream reads `deals` by the publication `changes`, and may not follow this: `state` gets another type
ALTER TABLE deals RENAME COLUMN kind TO sort; -- want ddl-not-replicated: `kind` gets another name
