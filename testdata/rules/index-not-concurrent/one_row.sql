-- migration: 1_settings.sql
CREATE TABLE settings (id integer PRIMARY KEY DEFAULT 1, name text, CHECK (id = 1));
-- migration: 2_columns.sql
ALTER TABLE settings ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE settings ADD CONSTRAINT settings_name_key UNIQUE (name);
ALTER TABLE settings ADD CONSTRAINT settings_name_check CHECK (name <> '');
CREATE INDEX settings_name_idx ON settings (lower(name));
