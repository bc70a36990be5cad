-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text);
CREATE TABLE persons (id bigint PRIMARY KEY, name text);
CREATE FUNCTION to_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE persons SET name = NEW.name WHERE id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER to_persons AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION to_persons();
CREATE FUNCTION to_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name IS DISTINCT FROM OLD.name THEN
        UPDATE people SET name = NEW.name WHERE id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER to_people AFTER UPDATE ON persons FOR EACH ROW EXECUTE FUNCTION to_people();
