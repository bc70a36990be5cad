-- migration: 20230105100000_shop.sql
CREATE TABLE docs (id int PRIMARY KEY, b text, c text);
CREATE TABLE notes (id int PRIMARY KEY, b text);
CREATE TABLE parts (id int PRIMARY KEY, b text, c text);
CREATE TABLE counted (id int PRIMARY KEY);
CREATE TABLE filtered (id int PRIMARY KEY, b text);
CREATE TABLE ch (id int PRIMARY KEY);
CREATE TABLE notes_copy (id int PRIMARY KEY, b text);
CREATE TABLE part_b (id int PRIMARY KEY, b text);
CREATE TABLE part_c (id int PRIMARY KEY, c text);
CREATE TABLE counts (n bigint PRIMARY KEY);
-- migration: 20230205100000_copies.sql
INSERT INTO notes_copy SELECT * FROM filtered WHERE b = 'x';
INSERT INTO ch SELECT id FROM docs WHERE b = 'x';
INSERT INTO counts SELECT count(*) FROM docs;
INSERT INTO notes_copy SELECT id, b FROM notes ORDER BY id;
INSERT INTO part_b SELECT id, b FROM parts;
INSERT INTO part_c SELECT id, c FROM parts;
-- migration: 20240105100000_drop.sql
DROP TABLE docs; -- want drop-without-archive: destroys `docs` with its rows
DROP TABLE filtered; -- want drop-without-archive: destroys `filtered` with its rows
DROP TABLE notes;
DROP TABLE parts;
INSERT INTO counts SELECT count(*) FROM counted;
DROP TABLE counted; -- want drop-without-archive: destroys `counted` with its rows
