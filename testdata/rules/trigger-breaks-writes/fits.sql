-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text, "updatedAt" timestamptz);
CREATE TABLE audit_log (id bigserial PRIMARY KEY, what text);
CREATE FUNCTION stamps() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."updatedAt" = now(); RETURN NEW; END $$;
CREATE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry record;
BEGIN
    FOR entry IN SELECT * FROM audit_log LOOP
        NEW.nope := entry.what;
    END LOOP;
    CREATE TEMP TABLE scratch (x int);
    INSERT INTO scratch (x, y) VALUES (1, 2);
    INSERT INTO audit_log (what) VALUES ('NEW.nope');
    RETURN NEW;
END
$$;
-- migration: 2_triggers.sql
CREATE TRIGGER a BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION stamps();
CREATE TRIGGER b BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION aud();
CREATE TRIGGER c BEFORE UPDATE ON never_seen FOR EACH ROW EXECUTE FUNCTION stamps();
CREATE TRIGGER d BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION never_seen();
