-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, upd timestamptz);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name <> '' THEN
        NEW.upd := now();
    ELSIF NEW.name IS NULL THEN
        NEW.upd := NULL;
    ELSE
        NEW.name = lower(NEW.name);
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION gives_none() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.upd := now();
    RETURN NULL;
END $$;
CREATE TRIGGER with_argument AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp('x'); -- want trigger-without-effect: help: let a trigger BEFORE … FOR EACH ROW call a function that sets it and returns NEW
CREATE TRIGGER with_when AFTER UPDATE ON users FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION stamp(); -- want trigger-without-effect: help: let a trigger BEFORE … FOR EACH ROW call a function
CREATE TRIGGER with_delete AFTER DELETE OR UPDATE ON users EXECUTE FUNCTION stamp(); -- want trigger-without-effect: help: let a trigger BEFORE … FOR EACH ROW call a function
CREATE TRIGGER with_null AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION gives_none(); -- want trigger-without-effect: help: let a trigger BEFORE … FOR EACH ROW call a function
CREATE TRIGGER plain AFTER INSERT OR UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION stamp(); -- want trigger-without-effect: help: CREATE TRIGGER plain BEFORE INSERT OR UPDATE OF name ON users
