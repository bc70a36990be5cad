-- migration: 3_people.sql
CREATE TABLE people_new (id bigint PRIMARY KEY, name text);
INSERT INTO people_new (id, name) SELECT id, name FROM people;
DROP TABLE people;
ALTER TABLE people_new RENAME TO people; -- want unlocked-table-swap: what others write to `people` from the beginning of the copy
