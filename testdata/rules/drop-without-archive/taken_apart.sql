-- The values of an array went to rows of a table of their own before the column goes.
-- migration: 001_init.sql
CREATE TABLE chats (id int PRIMARY KEY, messages jsonb);
CREATE TABLE notes (id int PRIMARY KEY, words text);
-- migration: 002_apart.sql
CREATE TABLE messages (chat int, body jsonb);
INSERT INTO messages SELECT c.id, part.value FROM chats c CROSS JOIN LATERAL jsonb_array_elements(c.messages) AS part(value);
INSERT INTO messages SELECT n.id, to_jsonb(length) FROM notes n CROSS JOIN LATERAL length(n.words) AS length;
-- migration: 003_drop.sql
ALTER TABLE chats DROP COLUMN messages; -- want drop-without-archive: running code that still reads or writes `chats.messages` fails from here on
ALTER TABLE notes DROP COLUMN words; -- want drop-without-archive: destroys the values of `notes.words`
