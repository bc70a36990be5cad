-- migration: 1_tables.sql
CREATE TABLE log (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note text);
CREATE TABLE addresses (id bigint PRIMARY KEY, user_id bigint, is_default boolean, checked_at timestamptz);
-- migration: 2_functions.sql
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (note) VALUES (NEW.note); RETURN NEW; END $$;
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (note) SELECT note FROM log WHERE note = 'x'; RETURN NULL; END $$;
CREATE FUNCTION check_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE addresses SET checked_at = now() WHERE checked_at IS NULL; RETURN NULL; END $$;
CREATE FUNCTION clear() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM log WHERE note IS NULL; RETURN NULL; END $$;
CREATE FUNCTION one_default() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE addresses SET is_default = false WHERE user_id = NEW.user_id AND id <> NEW.id; RETURN NEW; END $$;
-- migration: 3_triggers.sql
CREATE TRIGGER a AFTER INSERT ON log FOR EACH ROW EXECUTE FUNCTION note(); -- want dual-write-trigger-recursion: every INSERT into `log` fails: the trigger adds another row to `log`
CREATE TRIGGER b BEFORE INSERT OR UPDATE ON log FOR EACH ROW EXECUTE FUNCTION note(); -- want dual-write-trigger-recursion: every INSERT into `log` fails
CREATE TRIGGER c AFTER INSERT ON log EXECUTE FUNCTION noted(); -- want dual-write-trigger-recursion: every INSERT into `log` fails, whichever rows it finds
CREATE TRIGGER d AFTER UPDATE ON addresses FOR EACH STATEMENT EXECUTE FUNCTION check_all(); -- want dual-write-trigger-recursion: every UPDATE of `addresses` fails, whichever rows it finds
CREATE TRIGGER e AFTER DELETE ON log FOR EACH STATEMENT EXECUTE FUNCTION clear(); -- want dual-write-trigger-recursion: every DELETE from `log` fails, whichever rows it finds
CREATE TRIGGER f AFTER INSERT OR UPDATE OF is_default ON addresses FOR EACH ROW EXECUTE FUNCTION one_default(); -- want dual-write-trigger-recursion: an UPDATE of `addresses` fails as soon as there is a second such row
