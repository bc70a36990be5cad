CREATE TABLE notes (id bigint PRIMARY KEY, remark text);
INSERT INTO notes SELECT n, CASE WHEN n < 10 THEN 'x' END FROM generate_series(1, 5000) AS n; ANALYZE notes;
-- case: the application still says it, and there are values
-- config: application.paths = ["app"]
-- code: Note.where("remark IS NOT NULL").from("notes")
-- flags: --read-rows
-- migration
ALTER TABLE notes DROP COLUMN remark; -- want still-used-in-code confirmed: 9 values in `notes.remark` would be gone
-- case: the application still says it, and no row has a value
UPDATE notes SET remark = NULL;
-- config: application.paths = ["app"]
-- code: Note.where("remark IS NOT NULL").from("notes")
-- flags: --read-rows
-- migration
ALTER TABLE notes DROP COLUMN remark; -- want still-used-in-code refuted: no row has a value in `notes.remark`
-- case: the application still says it, and ANALYZE counted
-- config: application.paths = ["app"]
-- code: Note.where("remark IS NOT NULL").from("notes")
-- migration
ALTER TABLE notes DROP COLUMN remark; -- want still-used-in-code sized: values in `notes.remark` would be gone
-- case: the application still says it, and nobody counted
CREATE TABLE fresh (id int, remark text);
-- config: application.paths = ["app"]
-- code: Fresh.where("remark IS NOT NULL").from("fresh")
-- migration
ALTER TABLE fresh DROP COLUMN remark; -- want still-used-in-code unknown: rows are read with --read-rows alone
