CREATE TABLE a (x int, y int);
CREATE TABLE b (x int);
CREATE PUBLICATION p FOR TABLE a;
ALTER PUBLICATION p ADD TABLE b;
ALTER PUBLICATION p DROP TABLE a;
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE STATISTICS st ON x, y FROM a;
ALTER STATISTICS st RENAME TO stat;
CREATE STATISTICS temp_stat (ndistinct) ON x, y FROM a;
DROP STATISTICS temp_stat;
ALTER TABLE a RENAME COLUMN x TO z;

-- expected:
-- column a.y: int4
-- column a.z: int4
-- column b.x: int4
-- publication everything: for all tables
-- publication p: tables b
-- statistics object stat: on a (z, y)
-- table a: (z, y)
-- table b: (x)
