-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text, parent bigint, total int);
CREATE FUNCTION a() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people SET name = lower(NEW.name) WHERE id = NEW.id;
    RETURN NEW;
END $$;
CREATE TRIGGER a AFTER UPDATE ON people FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION a();
CREATE TRIGGER b AFTER UPDATE OF parent ON people FOR EACH ROW EXECUTE FUNCTION a();
CREATE TRIGGER c AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION a();
CREATE FUNCTION up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE people SET total = total + 1 WHERE id = NEW.parent;
    RETURN NEW;
END $$;
CREATE TRIGGER up AFTER UPDATE ON people FOR EACH ROW EXECUTE FUNCTION up();
