-- migration: 1_notes.sql
CREATE TABLE people_notes (id bigint PRIMARY KEY, made_by text, place text);
CREATE TABLE notes (id bigint PRIMARY KEY, made_by text, n int, place text);
CREATE TABLE settings (only boolean PRIMARY KEY CHECK (only), n int);
-- migration: 2_copy.sql
UPDATE notes SET made_by = n.made_by FROM people_notes n; -- want update-without-where: nothing ties `people_notes` to `notes`: each row there gets the value of any one row of `people_notes`
-- migration: 3_drop.sql
ALTER TABLE people_notes DROP COLUMN made_by; -- want drop-without-archive: destroys the values of `people_notes.made_by`
-- migration: 4_tied.sql
UPDATE notes SET n = s.n FROM settings s; -- want update-without-where: rewrites every row of `notes`
-- migration: 5_first.sql
UPDATE notes SET made_by = n.place FROM (SELECT place FROM people_notes ORDER BY id LIMIT 1) n; -- want update-without-where: rewrites every row of `notes`
-- migration: 5a_help.sql
UPDATE notes SET place = n.place FROM people_notes n; -- want update-without-where: help: say in a condition which row of `people_notes` is meant for which one of `notes`
-- migration: 6_looked_up.sql
UPDATE notes SET made_by = (SELECT n.place FROM people_notes n WHERE n.id = notes.id); -- want update-without-where: rewrites every row of `notes`
