-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE audit_log (id bigserial PRIMARY KEY, what text);
CREATE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit_log (what) VALUES (NEW.a); RETURN NEW; END $$;
CREATE TRIGGER t AFTER INSERT ON foo FOR EACH ROW EXECUTE FUNCTION aud();
-- migration: 2_replaced.sql
BEGIN;
ALTER TABLE audit_log RENAME TO audit_entries;
CREATE OR REPLACE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit_entries (what) VALUES (NEW.a); RETURN NEW; END $$;
COMMIT;
-- migration: 3_view_left.sql
ALTER TABLE audit_entries RENAME TO audit_rows;
CREATE VIEW audit_entries AS SELECT * FROM audit_rows;
-- migration: 4_off.sql
DROP TRIGGER t ON foo;
DROP VIEW audit_entries;
