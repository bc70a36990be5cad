-- migration: 001_things.sql
CREATE TABLE r (id int PRIMARY KEY, x int);
CREATE TABLE q (id int PRIMARY KEY);
CREATE PUBLICATION pub FOR TABLE r;
CREATE STATISTICS st ON id, x FROM r;
-- migration: 002.sql
CREATE PUBLICATION pub; -- want object-conflict: the publication `pub` is there already
-- migration: 003.sql
CREATE STATISTICS st ON id, x FROM r; -- want object-conflict: the statistics object `st` is there already
-- migration: 004.sql
ALTER PUBLICATION pub ADD TABLE q;
-- migration: 005.sql
ALTER PUBLICATION pub ADD TABLE q; -- want object-conflict: the table `q` in the publication `pub` is there already
-- migration: 006.sql
ALTER PUBLICATION pub DROP TABLE r;
ALTER PUBLICATION pub ADD TABLE r;
CREATE STATISTICS IF NOT EXISTS st ON id, x FROM r;
