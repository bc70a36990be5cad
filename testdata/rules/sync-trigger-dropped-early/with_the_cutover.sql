-- config: layout = "sqlx"
-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, full_name text);
CREATE FUNCTION people_sync() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.full_name := NEW.name; RETURN NEW; END $$;
CREATE TRIGGER people_sync BEFORE INSERT OR UPDATE ON people FOR EACH ROW EXECUTE FUNCTION people_sync();
-- migration: 2_contract.sql
DROP TRIGGER people_sync ON people;
DROP FUNCTION people_sync();
ALTER TABLE people DROP COLUMN name;
