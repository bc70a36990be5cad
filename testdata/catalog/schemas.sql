CREATE SCHEMA app CREATE TABLE inner_table (id int PRIMARY KEY) CREATE VIEW inner_view AS SELECT id FROM inner_table;
SET search_path TO app, public;
CREATE TABLE found (id serial);
CREATE TABLE public.elsewhere (id int);
RESET search_path;
CREATE TABLE found (id int);
CREATE SCHEMA doomed;
CREATE TABLE doomed.t (id int PRIMARY KEY);
CREATE TABLE uses_doomed (id int REFERENCES doomed.t);
CREATE TYPE doomed.kind AS ENUM ('a');
ALTER TABLE uses_doomed ADD COLUMN k doomed.kind;
CREATE FUNCTION doomed.f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
DROP SCHEMA doomed CASCADE;
DROP SCHEMA app;

-- expected:
-- column app.found.id: int4, not null, default nextval('app.found_id_seq')
-- column app.inner_table.id: int4, not null
-- column app.inner_view.id: int4
-- column elsewhere.id: int4
-- column found.id: int4
-- column uses_doomed.id: int4
-- constraint app.inner_table.inner_table_pkey: primary key (id)
-- index app.inner_table_pkey: unique, on app.inner_table using btree (id)
-- schema app
-- sequence app.found_id_seq: int4, owned by app.found.id
-- table app.found: (id)
-- table app.inner_table: (id)
-- table elsewhere: (id)
-- table found: (id)
-- table uses_doomed: (id)
-- view app.inner_view: (id), reads app.inner_table
