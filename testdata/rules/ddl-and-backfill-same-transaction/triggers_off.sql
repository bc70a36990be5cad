-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE tolls (id int PRIMARY KEY, lane int, paid boolean);
CREATE FUNCTION tolls_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER tolls_log BEFORE UPDATE ON tolls FOR EACH ROW EXECUTE FUNCTION tolls_log();

-- migration: 002_clean.up.sql
SET lock_timeout = '2s';
ALTER TABLE tolls DISABLE TRIGGER tolls_log;
DELETE FROM tolls WHERE lane = 1; -- want ddl-and-backfill-same-transaction: help: keep DISABLE and ENABLE TRIGGER in one transaction with what runs between them
ALTER TABLE tolls ENABLE TRIGGER tolls_log;

-- migration: 003_off_for_good.up.sql
SET lock_timeout = '2s';
ALTER TABLE tolls DISABLE TRIGGER tolls_log;
DELETE FROM tolls WHERE lane = 2; -- want ddl-and-backfill-same-transaction: help: commit the schema change first
