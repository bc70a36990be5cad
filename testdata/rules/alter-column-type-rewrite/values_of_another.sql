CREATE TABLE audit (id bigint PRIMARY KEY, data_before text, data_after text);
-- migration: 2_json.sql
ALTER TABLE audit ALTER COLUMN data_before TYPE jsonb USING data_after::jsonb; -- want alter-column-type-rewrite: `data_before` changes from text to jsonb
