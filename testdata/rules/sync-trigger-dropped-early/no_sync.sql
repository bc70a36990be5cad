-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, updated_at timestamptz);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION touch();
CREATE FUNCTION low() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := lower(NEW.name); RETURN NEW; END $$;
CREATE TRIGGER low BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION low();
-- migration: 2_done.sql
DROP TRIGGER touch ON people;
DROP TRIGGER low ON people;
-- migration: 3_drop.sql
ALTER TABLE people DROP COLUMN name;
