CREATE TABLE t (id bigint PRIMARY KEY, a int, b int);
INSERT INTO t SELECT n, n FROM generate_series(1, 50000) AS n; ANALYZE t;
-- case: many rows match
-- flags: --read-rows
-- migration
UPDATE t SET b = a WHERE b IS NULL; -- want unbatched-backfill confirmed: 50,000 rows of `t` match and stay locked until the end
-- case: few rows match
-- flags: --read-rows
-- migration
UPDATE t SET b = a WHERE id < 5; -- want unbatched-backfill refuted: 4 rows of `t` match
-- case: counted by ANALYZE
-- migration
UPDATE t SET b = a WHERE b IS NULL; -- want unbatched-backfill sized: `t` has about 50,000 rows: changing all of them takes
-- case: nobody counted
CREATE TABLE fresh (a int, b int);
-- migration
UPDATE fresh SET b = a WHERE b IS NULL; -- want unbatched-backfill unknown: `fresh` was never analyzed, so nobody knows how many rows match
-- case: every row, by whatever statement
-- flags: --read-rows
-- migration
UPDATE t SET b = a; -- want update-without-where confirmed: 50,000 rows of `t` match
DELETE FROM t; -- want delete-without-where confirmed: 50,000 rows of `t` match
-- case: every row of a small table
DELETE FROM t WHERE id > 100;
-- flags: --read-rows
-- migration
UPDATE t SET b = a; -- want update-without-where refuted: 100 rows of `t` match
DELETE FROM t; -- want delete-without-where refuted: 100 rows of `t` match
BEGIN;
ALTER TABLE t ADD COLUMN c int;
UPDATE t SET b = a; -- want ddl-and-backfill-same-transaction refuted: 100 rows
COMMIT;
-- case: every row, as ANALYZE counted them
-- migration
UPDATE t SET b = a; -- want update-without-where sized: `t` has about 50,000 rows: changing all of them
DELETE FROM t; -- want delete-without-where sized: `t` has about 50,000 rows: deleting all of them
-- case: every row of what nobody counted
CREATE TABLE fresh (a int, b int);
-- migration
UPDATE fresh SET b = a; -- want update-without-where unknown: `fresh` was never analyzed
DELETE FROM fresh; -- want delete-without-where unknown: `fresh` was never analyzed
BEGIN;
ALTER TABLE fresh ADD COLUMN c int;
UPDATE fresh SET b = a; -- want ddl-and-backfill-same-transaction unknown: `fresh`
COMMIT;
-- case: after a change of the table
-- migration
BEGIN;
ALTER TABLE t ADD COLUMN c int;
UPDATE t SET c = a; -- want ddl-and-backfill-same-transaction sized: `t` has about 50,000 rows
COMMIT;
-- case: after a change of the table, and counted
-- flags: --read-rows
-- migration
BEGIN;
ALTER TABLE t ADD COLUMN c int;
UPDATE t SET b = a; -- want ddl-and-backfill-same-transaction confirmed: 50,000 rows of `t` match
COMMIT;
-- case: each index costs
CREATE INDEX ON t (a); CREATE INDEX ON t (b); CREATE INDEX ON t ((a + b)); CREATE TABLE r (t_id bigint REFERENCES t); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER f BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f(); ANALYZE t;
-- migration
UPDATE t SET b = a; -- want update-without-where sized: each row is written in all 4 indexes as well; 1 trigger comes on top
DELETE FROM t; -- want delete-without-where sized: 1 trigger and 1 foreign key that may refer to a row come on top
