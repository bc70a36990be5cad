-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, upd timestamptz);
CREATE TABLE log (what text);
CREATE FUNCTION side(v text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log VALUES (v);
    RETURN v;
END $$;
CREATE FUNCTION by_op() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.upd = now();
        RETURN NEW;
    END IF;
    INSERT INTO log (what) VALUES ('x');
    RETURN NULL;
END $$;
CREATE TRIGGER first_ BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION by_op();
CREATE TRIGGER second_ AFTER DELETE OR UPDATE ON users FOR EACH STATEMENT EXECUTE FUNCTION by_op();
CREATE FUNCTION logs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log DEFAULT VALUES;
    NEW.upd := now();
    RETURN NEW;
END $$;
CREATE TRIGGER logs_ AFTER INSERT ON users EXECUTE FUNCTION logs();
CREATE FUNCTION calls() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := side(NEW.name);
    RETURN NEW;
END $$;
CREATE TRIGGER calls_ AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION calls();
CREATE FUNCTION keeps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    x text;
BEGIN
    x := side(NEW.name);
    NEW.name := x;
    RETURN NEW;
END $$;
CREATE TRIGGER keeps_ AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION keeps();
