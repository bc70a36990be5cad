-- migration: 20230105100000_shop.sql
CREATE SCHEMA reports;
CREATE SCHEMA empty;
CREATE TABLE reports.daily (day date PRIMARY KEY);
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood);
-- migration: 20240101100000_drop.sql
DROP SCHEMA reports CASCADE; -- want drop-without-archive: destroys the schema `reports` with `daily` and their rows
DROP SCHEMA empty CASCADE;
DROP TYPE IF EXISTS kind;
DROP TYPE outside; -- want drop-without-archive: running code that casts to the type `outside` fails
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('good');
ALTER TABLE people ALTER COLUMN mood TYPE mood USING mood::text::mood;
DROP TYPE mood_old;
DROP MATERIALIZED VIEW IF EXISTS summary;
DROP OWNED BY reporting; -- want drop-without-archive: every table and other object that `reporting` owns
