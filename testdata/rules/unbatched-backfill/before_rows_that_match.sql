-- migration: 1_rights.sql
CREATE TABLE rights (id bigint PRIMARY KEY, value text);
-- migration: 2_again.sql
DELETE FROM rights WHERE value LIKE '%:a:%'; -- want unbatched-backfill: help: that commit in between, before the migration: rows that it inserts below may match as well
INSERT INTO rights VALUES (1, 'c:a:get');
-- migration: 3_gone.sql
DELETE FROM rights WHERE value LIKE '%:b:%'; -- want unbatched-backfill: help: best outside the migration
