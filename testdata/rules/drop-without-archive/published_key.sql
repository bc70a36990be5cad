-- Without its key a published table refuses UPDATE and DELETE, unless something else identifies its rows.
-- migration: 001_init.sql
CREATE TABLE orders (place text, number int, total numeric, PRIMARY KEY (place, number));
CREATE TABLE notes (place text, number int, PRIMARY KEY (place, number));
CREATE PUBLICATION outward FOR TABLE orders;
-- migration: 002_place.sql
ALTER TABLE orders DROP COLUMN place; -- want drop-without-archive: help: REPLICA IDENTITY USING INDEX another_unique_index;\nALTER TABLE orders DROP CONSTRAINT orders_pkey;\nALTER TABLE orders ALTER COLUMN place DROP NOT NULL;
ALTER TABLE notes DROP COLUMN place; -- want drop-without-archive: help: a much later migration:\nALTER TABLE notes DROP CONSTRAINT notes_pkey;
-- migration: 003_inserts.sql
CREATE TABLE events (place text, number int, PRIMARY KEY (place, number));
CREATE PUBLICATION inserts FOR TABLE events WITH (publish = 'insert');
-- migration: 004_place.sql
ALTER TABLE events DROP COLUMN place; -- want drop-without-archive: help: a much later migration:\nALTER TABLE events DROP CONSTRAINT events_pkey;
