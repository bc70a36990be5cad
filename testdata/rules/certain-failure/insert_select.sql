-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, n int, s text);
CREATE TABLE few (id bigint PRIMARY KEY, n int);
CREATE TABLE swapped (id bigint PRIMARY KEY, s text, n int);
-- migration: 2_copy.sql
INSERT INTO few SELECT * FROM people; -- want certain-failure: INSERT has more expressions than target columns
INSERT INTO swapped SELECT * FROM people; -- want certain-failure: column "n" is of type integer but expression is of type text
INSERT INTO swapped (id, s, n) SELECT id, s, n FROM people;
INSERT INTO few SELECT * FROM elsewhere;
