-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, first text, last text);
-- migration: 2_copy.sql
INSERT INTO elsewhere SELECT * FROM people;
INSERT INTO people SELECT * FROM elsewhere;
INSERT INTO people SELECT p.* FROM people p JOIN elsewhere e ON e.id = p.id;
INSERT INTO people WITH people AS (SELECT id, last, first FROM people) SELECT * FROM people;
