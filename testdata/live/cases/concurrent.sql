CREATE TABLE t (id bigint PRIMARY KEY, a int);
INSERT INTO t SELECT n, n FROM generate_series(1, 500000) AS n;
CREATE TABLE small (a int); INSERT INTO small VALUES (1);
ANALYZE t, small;
-- case: an invalid index was left behind
CREATE INDEX t_a_idx ON t (a); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_a_idx'::regclass;
-- migration
CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a_idx ON t (a); -- want concurrent-index-invalid-retry confirmed: t_a_idx is there and INVALID: IF NOT EXISTS keeps it; drop it first
-- case: nothing was left behind
-- migration
CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a_idx ON t (a); -- want concurrent-index-invalid-retry refuted: no earlier attempt left t_a_idx behind
-- case: nobody is in the way
-- migration
SET lock_timeout = '1s';
CREATE INDEX CONCURRENTLY t_a_idx ON t (a); -- want concurrent-op-with-lock-timeout sized: no open transaction would hold it up at this moment
-- case: others are not seen
-- role: stranger
-- migration
SET lock_timeout = '1s';
CREATE INDEX CONCURRENTLY t_a_idx ON t (a); -- want concurrent-op-with-lock-timeout unknown: the role does not see the transactions of others
-- case: a small table, and an attempt that is in the way
CREATE INDEX t_a_idx ON t (a); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_a_idx'::regclass;
-- migration
SET lock_timeout = '1s';
CREATE INDEX CONCURRENTLY small_a_idx ON small (a); -- want concurrent-op-with-lock-timeout refuted: no open transaction would hold it up at this moment
CREATE INDEX CONCURRENTLY t_a_idx ON t (a); -- want concurrent-op-with-lock-timeout confirmed: t_a_idx is there and INVALID: the statement fails on its name
-- case: a small table under a statement_timeout, and an attempt that is in the way
CREATE INDEX t_a_idx ON t (a); UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_a_idx'::regclass;
-- migration
SET statement_timeout = '5s';
CREATE INDEX CONCURRENTLY small_a_idx ON small (a); -- want concurrent-op-with-statement-timeout refuted: no open transaction would hold it up at this moment
CREATE INDEX CONCURRENTLY t_a_idx ON t (a); -- want concurrent-op-with-statement-timeout confirmed: t_a_idx is there and INVALID
-- case: how long under a statement_timeout
CREATE TABLE fresh (a int);
-- migration
SET statement_timeout = '5s';
CREATE INDEX CONCURRENTLY t_a_idx ON t (a); -- want concurrent-op-with-statement-timeout sized: `t` has about 500,000 rows
CREATE INDEX CONCURRENTLY fresh_a_idx ON fresh (a); -- want concurrent-op-with-statement-timeout unknown: `fresh` was never analyzed
-- case: a table that is not there
-- migration
CREATE INDEX CONCURRENTLY IF NOT EXISTS nowhere_a_idx ON nowhere (a); -- want concurrent-index-invalid-retry unknown: `nowhere` is not on the server
