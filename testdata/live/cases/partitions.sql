CREATE TABLE p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE rest PARTITION OF p DEFAULT;
CREATE TABLE p3 (k int, v text);
INSERT INTO p SELECT 5, 'x' || n FROM generate_series(1, 400000) AS n;
INSERT INTO p3 VALUES (3, 'x'); ANALYZE p, rest, p1, p3;
-- case: the default partition has rows of it
INSERT INTO p VALUES (3, 'x');
-- flags: --read-rows
-- migration
ALTER TABLE p ATTACH PARTITION p3 FOR VALUES IN (3); -- want attach-partition-unprepared confirmed: 1 row of `rest` belong to the new partition: the statement fails with SQLSTATE 23514
-- case: a small one
-- migration
ALTER TABLE p ATTACH PARTITION p3 FOR VALUES IN (3); -- want attach-partition-unprepared refuted: `p3` has 1 row
-- case: a large one, and one that nobody counted
CREATE TABLE p6 AS SELECT 6 AS k, 'x' || n AS v FROM generate_series(1, 500000) AS n; ANALYZE p6;
CREATE TABLE p7 (k int, v text);
-- migration
ALTER TABLE p ATTACH PARTITION p6 FOR VALUES IN (6); -- want attach-partition-unprepared sized: `p6` has about 500,000 rows
ALTER TABLE p ATTACH PARTITION p7 FOR VALUES IN (7); -- want attach-partition-unprepared unknown: `p7` was never analyzed
-- case: a new partition beside a default one
-- migration
CREATE TABLE p4 PARTITION OF p FOR VALUES IN (4); -- want create-partition-of-lock sized: `rest` has about 400,000 rows
-- case: a new partition that takes rows of the default one
-- flags: --read-rows
-- migration
CREATE TABLE p5 PARTITION OF p FOR VALUES IN (5); -- want create-partition-of-lock confirmed: 400,000 rows of `rest` belong to the new partition
-- case: a new partition, and no default one
DROP TABLE rest;
-- migration
CREATE TABLE p4 PARTITION OF p FOR VALUES IN (4); -- want create-partition-of-lock refuted: `p` has no default partition on the server
-- case: a new partition beside a default one that nobody counted
DROP TABLE rest; CREATE TABLE rest PARTITION OF p DEFAULT;
-- migration
CREATE TABLE p4 PARTITION OF p FOR VALUES IN (4); -- want create-partition-of-lock unknown: `rest` was never analyzed
-- case: a partition goes
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN (1);
-- migration
ALTER TABLE p DETACH PARTITION p1; -- want detach-partition-not-concurrent sized: `p1` has 0 rows
-- case: a partition goes that nobody counted
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p2 PARTITION OF p FOR VALUES IN (2);
-- migration
ALTER TABLE p DETACH PARTITION p2; -- want detach-partition-not-concurrent unknown: `p2` was never analyzed
-- case: a partition goes that is read
-- snapshot
SELECT count(*) FROM p1;
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN (1);
-- migration
ALTER TABLE p DETACH PARTITION p1; -- want detach-partition-not-concurrent confirmed: `p1` is in use: 1 scan
-- case: a partition goes that nobody reads
-- snapshot
-- flags: --usage-since 1.json
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN (1);
-- migration
ALTER TABLE p DETACH PARTITION p1; -- want detach-partition-not-concurrent refuted: `p1` was not used
-- case: partitions are dropped
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE IF NOT EXISTS p2 PARTITION OF p FOR VALUES IN (2);
-- migration
DROP TABLE p1; -- want drop-partition-lock sized: 0 rows of `p1` would be gone
DROP TABLE p2; -- want drop-partition-lock unknown: `p2` was never analyzed
-- case: a partition is dropped that a view needs
CREATE VIEW v AS SELECT * FROM p1;
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN (1);
-- migration
DROP TABLE p1; -- want drop-partition-lock confirmed: `p1` is needed by view v
-- case: an empty partition is dropped
-- flags: --read-rows
-- history
CREATE TABLE IF NOT EXISTS p (k int, v text) PARTITION BY LIST (k);
CREATE TABLE IF NOT EXISTS p1 PARTITION OF p FOR VALUES IN (1);
-- migration
DROP TABLE p1; -- want drop-partition-lock refuted: `p1` is empty
