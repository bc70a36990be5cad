-- Values that were found in another table by the old ones are kept there, and a column that gets the old name is missed by nobody.
-- migration: 001_init.sql
CREATE TABLE addresses (id uuid PRIMARY KEY, address text);
CREATE TABLE subscriptions (id uuid PRIMARY KEY, address text, state int, changed timestamp);
-- migration: 002_carry.sql
ALTER TABLE subscriptions ADD COLUMN address_id uuid, ADD COLUMN gone boolean, ADD COLUMN changed_at timestamptz;
UPDATE subscriptions SET address_id = addresses.id FROM addresses WHERE addresses.address = subscriptions.address AND subscriptions.state > 0;
UPDATE subscriptions SET gone = true WHERE state = 0;
UPDATE subscriptions SET changed_at = changed;
ALTER TABLE subscriptions DROP COLUMN address; -- want drop-without-archive: running code that still reads or writes `subscriptions.address` fails
ALTER TABLE subscriptions DROP COLUMN state; -- want drop-without-archive: destroys the values of `subscriptions.state`
ALTER TABLE subscriptions DROP COLUMN changed;
ALTER TABLE subscriptions RENAME changed_at TO changed;
-- migration: 003_set_aside.sql
ALTER TABLE subscriptions RENAME COLUMN changed TO legacy_changed;
ALTER TABLE subscriptions ADD COLUMN changed date;
UPDATE subscriptions SET changed = legacy_changed::date;
ALTER TABLE subscriptions DROP COLUMN legacy_changed;
-- migration: 004_kinds.sql
CREATE TABLE kinds (id int PRIMARY KEY, name text);
CREATE TABLE parts (id int PRIMARY KEY, kind int, number int, size int);
-- migration: 005_names.sql
ALTER TABLE parts ADD COLUMN kind_name text, ADD COLUMN new_number text, ADD COLUMN new_size bigint;
UPDATE parts SET kind_name = kinds.name FROM kinds WHERE kinds.id = parts.kind;
UPDATE parts SET new_number = number::text, new_size = size;
ALTER TABLE parts DROP COLUMN kind; -- want drop-without-archive: destroys the values of `parts.kind`
ALTER TABLE parts DROP COLUMN number; -- want drop-without-archive: running code that takes `parts.number` for integer finds text there from here on
ALTER TABLE parts RENAME new_number TO number;
ALTER TABLE parts DROP COLUMN size;
ALTER TABLE parts RENAME new_size TO size;
-- migration: 006_codes.sql
CREATE TABLE codes (id int PRIMARY KEY, code text NOT NULL, kind text);
-- migration: 007_policies.sql
DROP POLICY IF EXISTS own ON codes;
ALTER TABLE codes ADD COLUMN new_code text, ADD COLUMN new_kind text;
UPDATE codes SET new_code = upper(code), new_kind = lower(kind);
ALTER TABLE codes DROP COLUMN code; -- want drop-without-archive: help: here, let rows be stored without it:\nALTER TABLE codes ALTER COLUMN code DROP NOT NULL;
ALTER TABLE codes DROP COLUMN kind; -- want drop-without-archive: running code that reads `codes.kind` finds other values there from here on
ALTER TABLE codes RENAME COLUMN new_kind TO kind;
-- migration: 008_places.sql
CREATE TABLE places (id int PRIMARY KEY, name text UNIQUE);
CREATE TABLE visits (id int PRIMARY KEY, name text, size int);
-- migration: 009_default.sql
ALTER TABLE visits ADD COLUMN place_id int, ADD COLUMN new_size smallint;
UPDATE visits SET place_id = places.id FROM places WHERE places.name = 'default';
UPDATE visits SET new_size = size;
ALTER TABLE visits DROP COLUMN name; -- want drop-without-archive: destroys the values of `visits.name`
ALTER TABLE visits DROP COLUMN size; -- want drop-without-archive: running code that takes `visits.size` for integer finds smallint there from here on
ALTER TABLE visits RENAME COLUMN new_size TO size;
-- migration: 010_unknown.sql
ALTER TABLE elsewhere ADD COLUMN new_word text;
UPDATE elsewhere SET new_word = word WHERE id = 1;
ALTER TABLE elsewhere DROP COLUMN word; -- want drop-without-archive: running code that reads `elsewhere.word` finds other values there from here on
ALTER TABLE elsewhere RENAME COLUMN new_word TO word;
