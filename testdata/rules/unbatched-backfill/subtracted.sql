-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE roles (code text PRIMARY KEY, label text);
CREATE TABLE guests (code text PRIMARY KEY, label text);

-- migration: 002_from_constants.up.sql
CREATE TEMP TABLE wanted ON COMMIT DROP AS SELECT * FROM (VALUES ('a', 'b')) v (code, label);
INSERT INTO roles (code, label) SELECT * FROM wanted EXCEPT SELECT code, label FROM roles
    ON CONFLICT (code) DO UPDATE SET label = excluded.label;

-- migration: 003_from_table.up.sql
INSERT INTO roles (code, label) SELECT code, label FROM guests EXCEPT SELECT code, label FROM roles
    ON CONFLICT (code) DO UPDATE SET label = excluded.label; -- want unbatched-backfill: for every row that it finds in `guests`, all of them
