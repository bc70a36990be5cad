-- migration: 1_tables.sql
CREATE TABLE read (id bigint PRIMARY KEY, y text, x text);
CREATE TABLE filled (id bigint PRIMARY KEY, x text, y text);
CREATE TABLE numbered (y text, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x text);
CREATE TABLE read_for_numbered (x text, id bigint, y text);
-- migration: 2_copy.sql
INSERT INTO filled SELECT id, y AS x, x AS y FROM read;
INSERT INTO filled SELECT * FROM read AS t(id, x, y);
INSERT INTO numbered OVERRIDING SYSTEM VALUE SELECT * FROM read_for_numbered;
INSERT INTO filled SELECT id, x, y FROM (SELECT id, y AS x, x AS y FROM read) r;
