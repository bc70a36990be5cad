-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, first text, last text);
CREATE TABLE kept (id bigint PRIMARY KEY, given text, family text, note text);
CREATE TABLE copy (LIKE people INCLUDING ALL);
CREATE TABLE moved (LIKE people, at timestamptz DEFAULT now());
-- migration: 2_copy.sql
INSERT INTO kept SELECT * FROM people;
INSERT INTO copy SELECT * FROM people;
INSERT INTO moved SELECT *, now() FROM people;
-- The sides are written out next to each other.
INSERT INTO copy (id, first, last) SELECT id, last, first FROM people WHERE id = 7;
-- Each gets its own, and another one a copy.
CREATE SEQUENCE numbers;
INSERT INTO kept SELECT nextval('numbers'), id::text, last FROM people;
CREATE TABLE twice (id bigint, first text, last text, by_first text);
INSERT INTO twice SELECT id, first, last, first FROM people;
