CREATE TABLE t (id bigint PRIMARY KEY, old text, empty text);
INSERT INTO t SELECT n, 'x' FROM generate_series(1, 5000) AS n;
ANALYZE t;
-- case: rows would be gone
-- migration
DROP TABLE t; -- want drop-without-archive sized: about 5,000 rows of `t` would be gone
-- case: it is empty
TRUNCATE t;
-- flags: --read-rows
-- migration
DROP TABLE t; -- want drop-without-archive refuted: `t` is empty
-- case: a view needs it
CREATE VIEW v AS SELECT id FROM t;
-- migration
DROP TABLE t; -- want drop-without-archive confirmed: `t` is needed by view v: the statement fails with SQLSTATE 2BP01
-- case: it is used
-- snapshot
SELECT count(*) FROM t;
-- flags: --usage-since 1.json
-- migration
DROP TABLE t; -- want drop-without-archive confirmed: `t` is in use: 1 scan
-- case: nobody used it
-- snapshot
-- flags: --usage-since 1.json
-- migration
DROP TABLE t; -- want drop-without-archive refuted: `t` was not used: 0 scans and 0 writes
-- case: never analyzed
CREATE TABLE fresh (a int);
-- migration
DROP TABLE fresh; -- want drop-without-archive unknown: `fresh` was never analyzed
-- case: a column without values
-- flags: --read-rows
-- migration
ALTER TABLE t DROP COLUMN empty; -- want drop-without-archive refuted: no row has a value in `t.empty`
-- case: a column with values
-- flags: --read-rows
-- migration
ALTER TABLE t DROP COLUMN old; -- want drop-without-archive confirmed: 5,000 values in `t.old` would be gone
