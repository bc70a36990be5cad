CREATE TABLE t (id bigint PRIMARY KEY, a int, b int);
INSERT INTO t SELECT n, n, n FROM generate_series(1, 300000) AS n;
CREATE INDEX t_a_idx ON t (a);
ANALYZE t;
-- case: an index that is used
-- snapshot
SET enable_seqscan = off; SELECT id FROM t WHERE a = 5;
-- flags: --usage-since 1.json
-- migration
DROP INDEX t_a_idx; -- want drop-index-not-concurrent confirmed: is in use: 1 scan
-- case: an index that nobody uses
-- snapshot
-- flags: --usage-since 1.json
-- migration
DROP INDEX t_a_idx; -- want drop-index-not-concurrent refuted: was not used: 0 scans
-- case: one look does not tell
-- migration
DROP INDEX t_a_idx; -- want drop-index-not-concurrent sized: only the difference of two snapshots tells
-- case: the counters began anew
-- snapshot
SELECT pg_stat_reset();
-- flags: --usage-since 1.json
-- migration
DROP INDEX t_a_idx; -- want drop-index-not-concurrent unknown: the counters of primary were reset in between
-- case: it belongs to a constraint
-- migration
DROP INDEX t_pkey; -- want drop-index-not-concurrent confirmed: belongs to the constraint t_pkey: the statement fails with SQLSTATE 2BP01
-- case: the same index is on the server
-- history
CREATE TABLE IF NOT EXISTS r (id bigint, a int, b int);
CREATE INDEX IF NOT EXISTS r_a_b ON r (a, b);
-- migration
CREATE INDEX r_a ON r (a); -- want redundant-index confirmed: r_a_b (a, b; 
-- case: an index is replaced and in use
-- snapshot
SET enable_seqscan = off; SELECT id FROM t WHERE a = 5;
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, a int, b int);
CREATE INDEX IF NOT EXISTS t_a_idx ON t (a);
-- migration
DROP INDEX CONCURRENTLY t_a_idx; -- want index-replacement-gap confirmed: is in use: 1 scan
CREATE INDEX CONCURRENTLY t_a_b_idx ON t (a, b);
-- case: an index is replaced that nobody uses
-- snapshot
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, a int, b int);
CREATE INDEX IF NOT EXISTS t_a_idx ON t (a);
-- migration
DROP INDEX CONCURRENTLY t_a_idx; -- want index-replacement-gap refuted: was not used: 0 scans
CREATE INDEX CONCURRENTLY t_a_b_idx ON t (a, b);
-- case: an index is replaced, and one look does not tell
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, a int, b int);
CREATE INDEX IF NOT EXISTS t_a_idx ON t (a);
-- migration
DROP INDEX CONCURRENTLY t_a_idx; -- want index-replacement-gap sized: only the difference of two snapshots tells
CREATE INDEX CONCURRENTLY t_a_b_idx ON t (a, b);
-- case: an index is replaced, and the counters began anew
-- snapshot
SELECT pg_stat_reset();
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS t (id bigint PRIMARY KEY, a int, b int);
CREATE INDEX IF NOT EXISTS t_a_idx ON t (a);
-- migration
DROP INDEX CONCURRENTLY t_a_idx; -- want index-replacement-gap unknown: the counters of primary were reset in between
CREATE INDEX CONCURRENTLY t_a_b_idx ON t (a, b);
-- case: the index of that name is another one on the server
CREATE TABLE r (id bigint, a int, b int); CREATE INDEX r_a_b ON r (b, a);
-- history
CREATE TABLE IF NOT EXISTS r (id bigint, a int, b int);
CREATE INDEX IF NOT EXISTS r_a_b ON r (a, b);
-- migration
CREATE INDEX r_a ON r (a); -- want redundant-index refuted: no index of `r` on the server does the same
-- case: the role may not see the indexes
REVOKE SELECT ON pg_index FROM PUBLIC;
-- role: stranger
-- history
CREATE TABLE IF NOT EXISTS r (id bigint, a int, b int);
CREATE INDEX IF NOT EXISTS r_a_b ON r (a, b);
-- migration
CREATE INDEX r_a ON r (a); -- want redundant-index unknown: could not be read
