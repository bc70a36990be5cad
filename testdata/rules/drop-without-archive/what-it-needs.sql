-- migration: 1_tables.sql
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE schemas (id bigint PRIMARY KEY, kind text);
CREATE TABLE answers (id bigint PRIMARY KEY REFERENCES schemas, mood mood NOT NULL);
CREATE TRIGGER stamp BEFORE UPDATE ON answers FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE TABLE beats (id bigint PRIMARY KEY);
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY REFERENCES a);
CREATE TABLE c (id bigint PRIMARY KEY REFERENCES b);
CREATE TABLE d (id bigint PRIMARY KEY);
CREATE TABLE e (id bigint PRIMARY KEY);
CREATE TABLE f (id bigint PRIMARY KEY);
CREATE TABLE p (id bigint PRIMARY KEY);
CREATE TABLE q (id bigint PRIMARY KEY REFERENCES p);
-- migration: 2_drop.sql
DROP TABLE answers; -- want drop-without-archive: help: archive;\n-- its foreign keys would go on holding up writes, although no code knows of them\nALTER TABLE answers DROP CONSTRAINT answers_id_fkey;\nALTER TABLE answers SET SCHEMA archive;\n-- `answers` uses `mood`: leave DROP TYPE mood to the migration that drops `answers`\n-- `answers` uses `stamp`: leave DROP FUNCTION stamp
DROP TYPE mood;
DROP FUNCTION stamp();
-- migration: 3_several.sql
DROP TABLE a, b, c, d, e, f; -- want drop-without-archive: help: nobody asks for them:\nCREATE SCHEMA IF NOT EXISTS archive;\nALTER TABLE a SET SCHEMA archive;\nALTER TABLE b SET SCHEMA archive;\nALTER TABLE c SET SCHEMA archive;\nALTER TABLE d SET SCHEMA archive;\n-- and likewise for e, f
-- migration: 4_cascade.sql
DROP TABLE p CASCADE; -- want drop-without-archive: help: ALTER TABLE q DROP CONSTRAINT q_id_fkey;\nALTER TABLE p SET SCHEMA archive; -- want drop-cascade
-- migration: 5_beats.sql
DROP TABLE beats; -- want drop-without-archive: help: archive;\nALTER TABLE beats SET SCHEMA archive;
CREATE TABLE beats (id bigint PRIMARY KEY);
-- migration: 6_beats.sql
DROP TABLE beats; -- want drop-without-archive: help: archive;\nALTER TABLE beats RENAME TO beats_2;\nALTER TABLE beats_2 SET SCHEMA archive;
CREATE TABLE beats (id bigint PRIMARY KEY);
