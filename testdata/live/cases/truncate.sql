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
-- case: those that refer to it go as well
CREATE TABLE c (t_id bigint REFERENCES t); INSERT INTO c VALUES (1); ANALYZE c;
-- flags: --read-rows
-- migration
TRUNCATE t CASCADE; -- want truncate-cascade confirmed: 5,001 rows would be gone; CASCADE empties public.c as well
-- case: those that refer to it, as ANALYZE counted them
CREATE TABLE c (t_id bigint REFERENCES t); INSERT INTO c VALUES (1); ANALYZE c;
-- migration
TRUNCATE t CASCADE; -- want truncate-cascade sized: about 5,000 rows would be gone; CASCADE empties public.c as well
-- case: nothing in any of them
CREATE TABLE c (t_id bigint REFERENCES t); TRUNCATE t, c;
-- flags: --read-rows
-- migration
TRUNCATE t CASCADE; -- want truncate-cascade refuted: it is empty
-- case: one of them was never counted
CREATE TABLE c (t_id bigint REFERENCES t);
-- migration
TRUNCATE t CASCADE; -- want truncate-cascade unknown: rows are read with --read-rows alone; CASCADE empties public.c as well
