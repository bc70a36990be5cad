CREATE TABLE t (id bigint PRIMARY KEY, code varchar(20), number text, n bigint);
INSERT INTO t SELECT n, 'c' || n, n::text, n FROM generate_series(1, 200000) AS n;
ANALYZE t;
-- case: values are too long
UPDATE t SET code = 'longer than ten' WHERE id < 3; ANALYZE t;
-- flags: --read-rows
-- migration
ALTER TABLE t ALTER COLUMN code TYPE varchar(10); -- want alter-column-type-rewrite confirmed: 2 values of `t` do not fit varchar(10): the statement fails with SQLSTATE 22001
-- case: a view uses it
CREATE VIEW v AS SELECT code FROM t;
-- migration
ALTER TABLE t ALTER COLUMN code TYPE varchar(10); -- want alter-column-type-rewrite confirmed: the column is used by view v: the statement fails with SQLSTATE 0A000
-- case: values that are no numbers
UPDATE t SET number = 'seven' WHERE id = 7;
-- flags: --read-rows
-- migration
ALTER TABLE t ALTER COLUMN number TYPE int USING number::int; -- want alter-column-type-rewrite confirmed: 1 value of `t` does not fit integer
-- case: every value fits
-- flags: --read-rows
-- migration
ALTER TABLE t ALTER COLUMN n TYPE int; -- want alter-column-type-rewrite sized: every value fits integer
-- case: longer is the same
-- migration
ALTER TABLE t ALTER COLUMN code TYPE varchar(40); -- want alter-column-type-rewrite refuted: it is character varying(20) on the server, so nothing is written anew
-- case: no such column
-- migration
ALTER TABLE t ALTER COLUMN missing TYPE int; -- want alter-column-type-rewrite unknown: `t.missing` is not on the server
