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
