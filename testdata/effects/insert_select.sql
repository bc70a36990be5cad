-- == insert: more columns than there are
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO more SELECT * FROM t;
-- 12-18: refused 42601 INSERT has more expressions than target columns

-- == insert: text for a number
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO swapped SELECT * FROM t;
-- 12-18: refused 42804 column "n" is of type integer but expression is of type text

-- == insert: table for a table
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO swapped TABLE t;
-- 12-18: refused 42804 column "n" is of type integer but expression is of type text

-- == insert: fewer than listed
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO wide (id, n, s, note) SELECT * FROM t;
-- 12-18: refused 42601 INSERT has more target columns than expressions

-- == insert: fewer than there are
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO wide SELECT * FROM t;
-- 12-18: ROW EXCLUSIVE wide; ACCESS SHARE t

-- == insert: with one more
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO wide SELECT *, 'x' FROM t;
-- 12-18: ROW EXCLUSIVE wide; ACCESS SHARE t

-- == insert: number for a text
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE more (id bigint, n int);
CREATE TABLE swapped (id bigint, s text, n int);
CREATE TABLE wide (id bigint, n int, s text, note text);
-- statement
INSERT INTO swapped (s) SELECT n FROM t;
-- 12-18: ROW EXCLUSIVE swapped; ACCESS SHARE t

-- == insert: into a generated column
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE made (id bigint, n int GENERATED ALWAYS AS (1) STORED, s text);
-- statement
INSERT INTO made SELECT * FROM t;
-- 12-13: refused 42601 cannot insert into column "n"
-- 14-18: refused 428C9 cannot insert a non-DEFAULT value into column "n"

-- == insert: under other names
CREATE TABLE t (id bigint, n int, s text);
CREATE TABLE swapped (id bigint, s text, n int);
-- statement
INSERT INTO swapped SELECT id, n, s FROM t AS x(id, s, n);
-- 12-18: ROW EXCLUSIVE swapped; ACCESS SHARE t
