-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text);
CREATE TABLE persons (id bigint PRIMARY KEY, name text);
-- migration: 2_sync.sql
CREATE FUNCTION to_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE persons SET name = NEW.name WHERE persons.id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION to_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people SET name = NEW.name WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER to_persons AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION to_persons(); -- want dual-write-trigger-recursion: the trigger updates `persons`, whose trigger `to_people` updates `people` again
CREATE TRIGGER to_people AFTER INSERT OR UPDATE ON persons FOR EACH ROW EXECUTE FUNCTION to_people(); -- want dual-write-trigger-recursion: every UPDATE of `persons` fails
