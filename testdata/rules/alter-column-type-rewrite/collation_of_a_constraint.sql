-- migration: 1_findings.sql
CREATE TABLE names (id bigint PRIMARY KEY, name text NOT NULL CONSTRAINT names_name_key UNIQUE, title text, code text CONSTRAINT names_code_key UNIQUE);
CREATE INDEX names_lower_name ON names (lower(name));
CREATE INDEX names_title ON names (title);
CREATE TABLE others (code text REFERENCES names (code));
-- migration: 2_collation.sql
CREATE COLLATION num (provider = icu, locale = 'en-u-kn-true');
ALTER TABLE names ALTER COLUMN name TYPE text COLLATE num; -- want alter-column-type-rewrite: help: DROP INDEX CONCURRENTLY each_index;\nALTER TABLE names DROP CONSTRAINT names_name_key;\nALTER TABLE names ALTER COLUMN name TYPE text COLLATE num;\nCREATE INDEX CONCURRENTLY each_index ON names (…);\nCREATE UNIQUE INDEX CONCURRENTLY names_name_key ON names (name);\nALTER TABLE names ADD CONSTRAINT names_name_key UNIQUE USING INDEX names_name_key;\nor, where queries cannot do without them meanwhile, or duplicates must not be written, which then fail the build, let a second column
ALTER TABLE names ALTER COLUMN title TYPE text COLLATE public.num; -- want alter-column-type-rewrite: help: DROP INDEX CONCURRENTLY each_index;\nALTER TABLE names ALTER COLUMN title TYPE text COLLATE public.num;\nCREATE INDEX CONCURRENTLY each_index ON names (…);\nor, where queries cannot do without them meanwhile, let
ALTER TABLE names ALTER COLUMN code TYPE text COLLATE "C" USING code; -- want alter-column-type-rewrite: help: the index of the constraint `names_code_key` cannot be built beside the traffic for it to take over: let a second column
