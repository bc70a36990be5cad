-- migration: 001_base.sql
CREATE TABLE boxes (id int PRIMARY KEY, a int, b int, g int GENERATED ALWAYS AS (coalesce(a, b)) STORED, h int GENERATED ALWAYS AS (b + 1) STORED);
CREATE TABLE bags (id int PRIMARY KEY, a int, g int GENERATED ALWAYS AS (a + 1) STORED);

-- migration: 002_drop.sql
ALTER TABLE boxes DROP COLUMN g; -- want drop-without-archive: note: it is generated from `a`, which the migration drops or changes too: its values cannot be computed again
ALTER TABLE boxes DROP COLUMN h; -- want drop-without-archive: note: it is generated: its values can be computed again
ALTER TABLE boxes DROP COLUMN a; -- want drop-without-archive: boxes.a
UPDATE bags SET a = 1 WHERE id = 4;
ALTER TABLE bags DROP COLUMN g; -- want drop-without-archive: note: it is generated from `a`, which
