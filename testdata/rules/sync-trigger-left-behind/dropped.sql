-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, full_name text);
CREATE FUNCTION people_sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.full_name IS NULL THEN NEW.full_name = new.Name; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_sync BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION people_sync();
-- migration: 2_contract.sql
ALTER TABLE people ADD COLUMN a int, DROP COLUMN name; -- want sync-trigger-left-behind: every INSERT on `people` fails from here on: the trigger `people_sync` still uses `name`
