CREATE TABLE t (id bigint PRIMARY KEY, old text);
INSERT INTO t SELECT generate_series(1, 5000); ANALYZE t;
-- case: a function says the name
CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(old) FROM t); END $$;
-- migration
ALTER TABLE t RENAME TO u; -- want rename-table confirmed: `t` is in the text of function f, which then fail
-- case: nobody used it
-- snapshot
-- flags: --usage-since 1.json
-- migration
ALTER TABLE t RENAME TO u; -- want rename-table refuted: `t` was not used
-- case: one look does not tell
-- migration
ALTER TABLE t RENAME COLUMN old TO new; -- want rename-column sized: no function of the server says it
-- case: not there
-- migration
ALTER TABLE nowhere RENAME COLUMN old TO new; -- want rename-column unknown: `nowhere` is not on the server
-- case: one look at a table, and at what nobody counted
CREATE TABLE fresh (id int); CREATE VIEW w AS SELECT id FROM t; CREATE SCHEMA shop;
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, old text);
CREATE OR REPLACE VIEW w AS SELECT id FROM t;
-- migration
ALTER TABLE fresh RENAME TO other; -- want rename-table unknown: no function of the server says it
DROP VIEW w; -- want drop-view unknown: no function of the server says it
ALTER TABLE t SET SCHEMA shop; -- want set-schema sized: `t` has about 5,000 rows
ALTER TABLE t RENAME TO other; -- want rename-table sized: `t` has about 5,000 rows
-- case: functions say the names
CREATE VIEW w AS SELECT id FROM t; CREATE SCHEMA shop; CREATE TYPE kind AS ENUM ('a');
CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE k kind; BEGIN RETURN (SELECT count(old) FROM t) + (SELECT count(*) FROM w); END $$;
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, old text);
CREATE OR REPLACE VIEW w AS SELECT id FROM t;
-- migration
DROP VIEW w; -- want drop-view confirmed: `w` is in the text of function f
ALTER TABLE t RENAME COLUMN old TO new; -- want rename-column confirmed: `old` is in the text of function f
ALTER TYPE kind RENAME TO other; -- want rename-object confirmed: `kind` is in the text of function f
-- case: nobody used them
CREATE SCHEMA shop;
-- snapshot
-- flags: --usage-since 1.json
-- migration
ALTER TABLE t SET SCHEMA shop; -- want set-schema refuted: `t` was not used
ALTER TABLE t RENAME COLUMN old TO new; -- want rename-column refuted: `t` was not used
-- case: what is no relation
CREATE TYPE kind AS ENUM ('a'); CREATE SCHEMA shop;
-- migration
ALTER TABLE nowhere SET SCHEMA shop; -- want set-schema unknown: `nowhere` is not on the server
-- case: a function says the name of what moves
CREATE SCHEMA shop; CREATE FUNCTION f() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM t); END $$;
-- migration
ALTER TABLE t SET SCHEMA shop; -- want set-schema confirmed: `t` is in the text of function f
-- case: a type without a function
CREATE TYPE kind AS ENUM ('a'); ALTER TABLE t ADD COLUMN k kind; CREATE TYPE pair AS (a int, b int);
-- migration
ALTER TYPE kind RENAME TO other; -- want rename-object sized: it is the type of public.t.k, and no function of the server says its name
ALTER TYPE pair RENAME TO other_pair; -- want rename-object unknown: `pair`
-- case: a materialized view
CREATE MATERIALIZED VIEW m AS SELECT id FROM t; ANALYZE m;
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, old text);
CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT id FROM t;
-- migration
DROP MATERIALIZED VIEW m; -- want drop-view sized: `m` has about 5,000 rows
-- case: a materialized view that nobody reads
CREATE MATERIALIZED VIEW m AS SELECT id FROM t; ANALYZE m;
-- snapshot
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, old text);
CREATE MATERIALIZED VIEW IF NOT EXISTS m AS SELECT id FROM t;
-- migration
DROP MATERIALIZED VIEW m; -- want drop-view refuted: `m` was not used
