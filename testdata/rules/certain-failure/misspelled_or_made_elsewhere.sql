-- What made the table may have made the type.
-- migration: 1_upgrade.sql
ALTER TABLE history ADD COLUMN count bigintt;
