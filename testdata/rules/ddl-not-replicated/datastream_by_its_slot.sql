-- migration: 1_deals.sql
CREATE TABLE deals (id bigint PRIMARY KEY);
CREATE PUBLICATION changes FOR TABLE deals;
-- migration: 2_slot.sql
SELECT pg_create_logical_replication_slot('datastream_slot', 'pgoutput');
-- migration: 3_columns.sql
ALTER TABLE deals ADD COLUMN c jsonb;
