-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, lower_name text);
-- migration: 2_lower.sql
CREATE FUNCTION low() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people SET lower_name = lower(NEW.name) WHERE NEW.id = people.id;
    RETURN NEW;
END $$;
CREATE TRIGGER low BEFORE INSERT OR UPDATE ON people FOR EACH ROW EXECUTE FUNCTION low(); -- want dual-write-trigger-recursion: the trigger updates the same row of `people`
