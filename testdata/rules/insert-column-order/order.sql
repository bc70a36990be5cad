-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, first text, last text);
ALTER TABLE people ADD COLUMN born date;
CREATE TABLE kept (id bigint PRIMARY KEY, born date, first text, last text);
CREATE TABLE more (id bigint PRIMARY KEY, first text, kind text, last text, born date);
-- migration: 2_copy.sql
INSERT INTO more (id, last, first) SELECT * FROM (SELECT id, last, first FROM people) p;
INSERT INTO more SELECT id, first, last FROM people;
INSERT INTO more (id, last, first, born) SELECT p.* FROM people p; -- want insert-column-order: `people.first` in `more.last`, and those of `last` in `first`
INSERT INTO more SELECT * FROM people; -- want insert-column-order: stores the values of `people.last` in `more.kind`, and those of `born` in `last`
INSERT INTO more SELECT * FROM people p WHERE NOT EXISTS (SELECT 1 FROM more m WHERE m.id = p.id); -- want insert-column-order: stores the values of `people.last` in `more.kind`
INSERT INTO more (id, last, first) SELECT id, first, last FROM people WHERE id NOT IN (SELECT id FROM more);
INSERT INTO more SELECT p.* FROM people p JOIN more m ON m.id = p.id + 1; -- want insert-column-order: stores the values of `people.last` in `more.kind`
INSERT INTO more (id, first, last) SELECT p.id, m.first, p.last FROM people p JOIN more m ON m.id = p.id + 1;
INSERT INTO more SELECT * FROM people p WHERE EXISTS (SELECT 1 FROM kept k WHERE k.id = p.id);
