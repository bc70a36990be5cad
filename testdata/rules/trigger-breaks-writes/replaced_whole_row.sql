-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE log (what text);
CREATE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (what) VALUES (NEW.a); RETURN NEW; END $$;
CREATE TRIGGER t_aud AFTER INSERT ON foo FOR EACH ROW EXECUTE FUNCTION aud();
-- migration: 2_again.sql
CREATE OR REPLACE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log VALUES (NEW.*); RETURN NEW; END $$; -- want trigger-breaks-writes: stores 2 values in `log`, which has 1 column
