-- What was deleted may be there again, or may never have gone.
-- migration: 1_tables.sql
CREATE TABLE notes (id int, v text);
CREATE TABLE old_notes (id int, v text);
CREATE VIEW all_notes AS SELECT * FROM notes;
CREATE TABLE events (id int, v text) PARTITION BY LIST (id);
CREATE TABLE events_1 PARTITION OF events FOR VALUES IN (1);
CREATE TABLE kept (id int, v text);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE kept SET v = 'gone' WHERE id = OLD.id; RETURN NULL; END $$;
CREATE TRIGGER keep BEFORE DELETE ON kept FOR EACH ROW EXECUTE FUNCTION keep();
-- migration: 2_taken_back.sql
BEGIN;
SAVEPOINT a;
DELETE FROM notes; -- want delete-without-where: `notes`
ROLLBACK TO a;
CREATE INDEX ON notes (v); -- want index-not-concurrent: `notes`
COMMIT;
-- migration: 3_view.sql
BEGIN;
DELETE FROM notes; -- want delete-without-where: `notes`
INSERT INTO all_notes SELECT * FROM old_notes;
CREATE INDEX ON notes (id); -- want index-not-concurrent: `notes`
COMMIT;
-- migration: 4_with.sql
BEGIN;
DELETE FROM notes; -- want delete-without-where: `notes`
WITH moved AS (INSERT INTO notes SELECT * FROM old_notes RETURNING id) DELETE FROM old_notes USING moved WHERE old_notes.id = moved.id; -- want unbatched-backfill: `old_notes`
CREATE INDEX notes_again ON notes (id, v); -- want index-not-concurrent: `notes`
COMMIT;
-- migration: 5_using.sql
BEGIN;
DELETE FROM notes USING old_notes; -- want delete-without-where: `notes`
CREATE INDEX notes_more ON notes (v, id); -- want index-not-concurrent: `notes`
COMMIT;
-- migration: 6_kept.sql
BEGIN;
DELETE FROM kept; -- want delete-without-where: `kept`
CREATE INDEX ON kept (v); -- want index-not-concurrent: `kept`
COMMIT;
-- migration: 7_partitions.sql
BEGIN;
DELETE FROM events;
CREATE INDEX ON events_1 (v);
INSERT INTO events SELECT * FROM old_notes;
CREATE INDEX ON events_1 (id); -- want index-not-concurrent: `events_1`
COMMIT;
