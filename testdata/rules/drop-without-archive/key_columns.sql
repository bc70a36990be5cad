-- A column of the primary key takes no nulls while the key is there.
-- migration: 001_init.sql
CREATE TABLE parts (place text, item text, note text NOT NULL, CONSTRAINT parts_pkey PRIMARY KEY (place, item));
CREATE TABLE goods (place text, item text, note text NOT NULL, CONSTRAINT goods_pkey PRIMARY KEY (place, item));
-- migration: 002_place.sql
ALTER TABLE parts DROP COLUMN place, DROP COLUMN note; -- want drop-without-archive: help: ALTER TABLE parts DROP CONSTRAINT parts_pkey;\nALTER TABLE parts ALTER COLUMN place DROP NOT NULL;\nCOMMENT ON COLUMN parts.place IS 'deprecated';\nALTER TABLE parts ALTER COLUMN note DROP NOT NULL;
ALTER TABLE goods DROP CONSTRAINT goods_pkey, DROP COLUMN place; -- want drop-without-archive: help: later migration:\nALTER TABLE goods ALTER COLUMN place DROP NOT NULL;
-- migration: 003_pointed_at.sql
CREATE TABLE boxes (code text PRIMARY KEY, note text);
CREATE TABLE lids (id int PRIMARY KEY, box text REFERENCES boxes);
-- migration: 004_no_code.sql
ALTER TABLE boxes DROP COLUMN code CASCADE; -- want drop-without-archive: help: later migration:\nCOMMENT ON COLUMN boxes.code IS 'deprecated';
