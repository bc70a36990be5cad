-- migration: 1_shop.sql
CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE totals (person_id bigint PRIMARY KEY, posts int);
CREATE TABLE scores (person_id bigint PRIMARY KEY, score int);
-- migration: 2_merge.sql
ALTER TABLE people ADD COLUMN posts int NOT NULL DEFAULT 0;
UPDATE people SET posts = t.posts FROM totals AS t WHERE people.id = t.person_id;
DROP TABLE totals; -- want drop-without-archive: running code that still uses `totals` fails from here on$
DROP TABLE scores; -- want drop-without-archive: destroys `scores` with its rows
