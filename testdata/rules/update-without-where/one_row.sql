-- migration: 1_settings.sql
CREATE TABLE settings (id boolean PRIMARY KEY DEFAULT true CHECK (id), name text);
CREATE TABLE instance (id int PRIMARY KEY CHECK (id = 1), name text);
CREATE TABLE schema_version (version text PRIMARY KEY);
CREATE TABLE db_version (version int);
CREATE TABLE flags (name text PRIMARY KEY, value boolean CHECK (value));
-- migration: 2_change.sql
UPDATE settings SET name = 'new';
UPDATE instance SET name = 'new';
UPDATE schema_version SET version = 'v0.0.2';
UPDATE db_version SET version = version + 1;
UPDATE flags SET value = true; -- want update-without-where: rewrites every row of `flags`
