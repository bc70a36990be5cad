-- What Datastream does by itself its subscribers' databases do not.
-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY);
CREATE TABLE items (id bigint PRIMARY KEY);
CREATE PUBLICATION datastream_changes FOR TABLE deals, items;
CREATE PUBLICATION reports FOR TABLE items;
SELECT pg_create_logical_replication_slot('datastream_slot', 'pgoutput');
-- migration: 2_columns.sql
ALTER TABLE deals ADD COLUMN c jsonb;
ALTER TABLE items ADD COLUMN c jsonb; -- want ddl-not-replicated: with no column `c`
-- migration: 3_reports.sql
CREATE TABLE visits (id bigint PRIMARY KEY);
ALTER PUBLICATION reports ADD TABLE visits;
-- migration: 4_place.sql
ALTER TABLE visits ADD COLUMN place text; -- want ddl-not-replicated: a PostgreSQL server that subscribes to `reports`
