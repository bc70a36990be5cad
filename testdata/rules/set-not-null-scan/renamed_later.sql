-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE parcels (id int PRIMARY KEY, weight int);
CREATE TABLE letters (id int PRIMARY KEY, stamp int);

-- migration: 002_names.up.sql
SET lock_timeout = '2s';
ALTER TABLE parcels ALTER COLUMN weight SET NOT NULL; -- want set-not-null-scan: help: -- in a later migration, where `parcels` is called `packages`:
ALTER TABLE letters ALTER COLUMN stamp SET NOT NULL; -- want set-not-null-scan: help: -- in a later migration, where `letters.stamp` is called `postage`:
ALTER TABLE parcels RENAME TO packages; -- want rename-table: parcels
ALTER TABLE letters RENAME COLUMN stamp TO postage; -- want rename-column: letters.stamp
