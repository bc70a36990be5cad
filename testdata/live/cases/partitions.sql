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
