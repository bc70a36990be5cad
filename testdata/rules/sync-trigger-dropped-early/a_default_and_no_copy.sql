-- A hash is no copy: nothing that code writes to the column gets lost to it.
-- migration: 1_alerts.sql
CREATE TABLE alerts (id bigint PRIMARY KEY, description text, dedup_key text, words tsvector);
CREATE FUNCTION make_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.dedup_key IS NULL THEN NEW.dedup_key = concat('auto:1:', md5(lower(NEW.description))); END IF;
    NEW.words := to_tsvector('simple', NEW.description);
    RETURN NEW;
END $$;
CREATE TRIGGER make_key BEFORE INSERT ON alerts FOR EACH ROW EXECUTE FUNCTION make_key();
-- migration: 2_done.sql
DROP TRIGGER make_key ON alerts;
-- migration: 3_drop.sql
ALTER TABLE alerts DROP COLUMN description;
