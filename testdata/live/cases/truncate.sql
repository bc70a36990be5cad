CREATE TABLE t (id bigint PRIMARY KEY);
INSERT INTO t SELECT generate_series(1, 5000); ANALYZE t;
-- case: rows
-- flags: --read-rows
-- migration
TRUNCATE t; -- want truncate confirmed: 5,000 rows would be gone
-- case: counted by ANALYZE
-- migration
TRUNCATE t; -- want truncate sized: about 5,000 rows would be gone
-- case: empty
TRUNCATE t;
-- flags: --read-rows
-- migration
TRUNCATE t; -- want truncate refuted: it is empty
-- case: another table refers to it
CREATE TABLE c (t_id bigint REFERENCES t);
-- migration
TRUNCATE t; -- want truncate confirmed: it is referred to by public.c: the statement fails with SQLSTATE 0A000
-- case: nobody counted
CREATE TABLE fresh (a int);
-- migration
TRUNCATE fresh; -- want truncate unknown: rows are read with --read-rows alone
