-- A service that takes added columns by itself is told by its name, also among other words.
-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY, note text);
CREATE PUBLICATION dbz_publication FOR ALL TABLES;
CREATE PUBLICATION ds_publication FOR TABLE deals;
-- migration: 2_columns.sql
ALTER TABLE deals ADD COLUMN c jsonb;
ALTER TABLE deals DROP COLUMN note;
ALTER TABLE deals RENAME COLUMN id TO number; -- want ddl-not-replicated: Debezium reads `deals` by the publication `dbz_publication`, and may not follow this: `id` gets another name
