-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text);
-- migration: 2_expand.sql
ALTER TABLE people ADD COLUMN full_name text;
CREATE FUNCTION people_sync() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.full_name := upper(NEW.name);
    RETURN NEW;
END $$;
CREATE TRIGGER people_sync BEFORE INSERT OR UPDATE ON people FOR EACH ROW EXECUTE FUNCTION people_sync();
-- migration: 3_done.sql
DROP TRIGGER people_sync ON people; -- want sync-trigger-dropped-early: nothing copies `name` of `people` to `full_name` any more
-- migration: 4_required.sql
ALTER TABLE people ALTER COLUMN full_name SET NOT NULL;
