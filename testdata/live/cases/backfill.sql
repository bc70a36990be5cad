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
