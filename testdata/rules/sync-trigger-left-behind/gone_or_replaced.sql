-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, nick text);
CREATE FUNCTION a() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.nick; RETURN NEW; END $$;
CREATE TRIGGER a BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION a();
-- migration: 2_replaced.sql
ALTER TABLE people DROP COLUMN nick;
CREATE OR REPLACE FUNCTION a() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := lower(NEW.name); RETURN NEW; END $$;
-- migration: 3_dropped.sql
DROP TRIGGER a ON people;
ALTER TABLE people DROP COLUMN name;
