-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE log (what text);
CREATE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (what) VALUES (NEW.a); RETURN NEW; END $$;
CREATE TRIGGER t_aud AFTER INSERT ON foo FOR EACH ROW EXECUTE FUNCTION aud();
-- migration: 2_replace.sql
CREATE OR REPLACE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (what, nope) VALUES (NEW.a, 1); RETURN NEW; END $$; -- want trigger-breaks-writes: writes `log.nope`, which is not there
