-- config: layout = "golang-migrate"
-- migration: 001_base.up.sql
CREATE TABLE meters (id int PRIMARY KEY, reading int);
CREATE TABLE gauges (id int PRIMARY KEY, reading int);
CREATE FUNCTION meters_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER meters_log BEFORE UPDATE ON meters FOR EACH ROW EXECUTE FUNCTION meters_log();

-- migration: 002_add.up.sql
ALTER TABLE meters DISABLE TRIGGER meters_log;
ALTER TABLE meters ADD COLUMN unit text; -- want lock-upgrade-in-transaction: help: take the strongest lock first, before that statement:\nLOCK TABLE meters IN ACCESS EXCLUSIVE MODE;
ALTER TABLE meters ENABLE TRIGGER meters_log;

-- migration: 003_slow_between.up.sql
ALTER TABLE meters DISABLE TRIGGER meters_log;
UPDATE gauges SET reading = 1 WHERE reading > 3; -- want slow-statement-while-holding-lock: help: keep DISABLE and ENABLE TRIGGER in one transaction -- want unbatched-backfill: gauges
ALTER TABLE meters ADD COLUMN place text; -- want lock-upgrade-in-transaction: help: keep DISABLE and ENABLE TRIGGER in one transaction
ALTER TABLE meters ENABLE TRIGGER meters_log;
