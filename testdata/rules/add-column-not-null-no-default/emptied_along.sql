-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE fields (id int PRIMARY KEY);
CREATE TABLE rows_of (id int PRIMARY KEY, field_id int NOT NULL REFERENCES fields ON DELETE CASCADE);
CREATE TABLE notes (id int PRIMARY KEY, field_id int REFERENCES fields ON DELETE CASCADE);
CREATE TABLE hints (id int PRIMARY KEY, row_id int NOT NULL REFERENCES rows_of ON DELETE CASCADE);

-- migration: 002_again.up.sql
DELETE FROM fields;
ALTER TABLE rows_of ADD COLUMN width int NOT NULL;
ALTER TABLE hints ADD COLUMN width int NOT NULL;
ALTER TABLE notes ADD COLUMN width int NOT NULL; -- want add-column-not-null-no-default: notes

-- migration: 003_keys_off.up.sql
ALTER TABLE fields DISABLE TRIGGER ALL;
DELETE FROM fields;
ALTER TABLE rows_of ADD COLUMN height int NOT NULL; -- want add-column-not-null-no-default: rows_of
