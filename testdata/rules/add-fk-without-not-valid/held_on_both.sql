-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE growers (id int PRIMARY KEY);
CREATE TABLE plants (id int PRIMARY KEY, grower_id int CONSTRAINT plants_grower REFERENCES growers);
CREATE INDEX ON plants (grower_id);
CREATE TABLE herbs (id int PRIMARY KEY, grower_id int CONSTRAINT herbs_grower REFERENCES growers);
CREATE INDEX ON herbs (grower_id);

-- migration: 002_cascade.up.sql
SET lock_timeout = '2s';
ALTER TABLE plants DROP CONSTRAINT plants_grower;
ALTER TABLE plants ADD CONSTRAINT plants_grower FOREIGN KEY (grower_id) REFERENCES growers ON DELETE CASCADE; -- want add-fk-without-not-valid: note: the transaction already holds ACCESS EXCLUSIVE on `plants` and `growers`: every read and write to them waits as long

-- migration: 003_renamed.up.sql
SET lock_timeout = '2s';
ALTER TABLE herbs RENAME TO spices; -- want rename-table: herbs
ALTER TABLE spices DROP CONSTRAINT herbs_grower;
ALTER TABLE spices ADD CONSTRAINT herbs_grower FOREIGN KEY (grower_id) REFERENCES growers ON DELETE CASCADE; -- want add-fk-without-not-valid: note: the transaction already holds ACCESS EXCLUSIVE on `spices` and `growers`

-- migration: 004_referenced_only.up.sql
SET lock_timeout = '2s';
ALTER TABLE growers ADD COLUMN label text;
ALTER TABLE plants ADD CONSTRAINT plants_id FOREIGN KEY (id) REFERENCES growers; -- want add-fk-without-not-valid: note: the transaction already holds ACCESS EXCLUSIVE on `growers`: every read and write to it waits as long
