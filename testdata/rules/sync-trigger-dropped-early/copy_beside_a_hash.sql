-- migration: 1_alerts.sql
CREATE TABLE alerts (id bigint PRIMARY KEY, description text, details text);
CREATE FUNCTION copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF md5(NEW.description) <> md5('') THEN NEW.details := NEW.description; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER copy BEFORE INSERT ON alerts FOR EACH ROW EXECUTE FUNCTION copy();
-- migration: 2_done.sql
DROP TRIGGER copy ON alerts; -- want sync-trigger-dropped-early: nothing copies `description` of `alerts` to `details`
-- migration: 3_drop.sql
ALTER TABLE alerts DROP COLUMN description;
