-- A place is one of a partition, and others have rows at the same.
-- migration: 001_a.sql
CREATE TABLE parts (code text, day date, a int) PARTITION BY LIST (day);
CREATE TABLE parts1 PARTITION OF parts FOR VALUES IN ('2024-01-01');
-- migration: 002_b.sql
UPDATE parts SET a = 1 WHERE a IS NULL; -- want unbatched-backfill: help: SELECT ctid FROM parts WHERE a IS NULL LIMIT 5000)) AND (a IS NULL);
