-- config: pg-version = 16
CREATE TABLE t (id int);
CREATE TABLE n AS SELECT max(id) FROM (SELECT * FROM t);
SELECT * FROM (VALUES (1));
