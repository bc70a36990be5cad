-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE checks (id int PRIMARY KEY, old_state int);
CREATE TABLE marks (id int PRIMARY KEY, old_state int);
CREATE TABLE tags (id int PRIMARY KEY, old_state int, old_kind int);

-- migration: 002_views.up.sql
CREATE VIEW screenings AS SELECT id, old_state AS state FROM checks;
CREATE VIEW labels AS SELECT id, old_state AS state FROM tags;

-- migration: 003_with_view.up.sql
SET lock_timeout = '2s';
DROP VIEW screenings;
ALTER TABLE checks RENAME TO screenings;
ALTER TABLE screenings RENAME COLUMN old_state TO state;

-- migration: 004_without_view.up.sql
SET lock_timeout = '2s';
ALTER TABLE marks RENAME TO grades; -- want rename-table: marks
ALTER TABLE grades RENAME COLUMN old_state TO state; -- want rename-column: help: ALTER TABLE marks ADD COLUMN state integer;

-- migration: 005_not_in_view.up.sql
SET lock_timeout = '2s';
DROP VIEW labels;
ALTER TABLE tags RENAME TO labels;
ALTER TABLE labels RENAME COLUMN old_kind TO kind; -- want rename-column: running code that still reads or writes `tags.old_kind` fails from here on
