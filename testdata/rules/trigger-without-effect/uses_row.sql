-- What a function sets it may still hand on.
-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, updated_at timestamptz);
CREATE TABLE log (id bigint PRIMARY KEY, name text, updated_at timestamptz);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    INSERT INTO log VALUES (NEW.*);
    RETURN NULL;
END $$;
CREATE TRIGGER keep AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION keep();
CREATE FUNCTION either() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_WHEN = 'BEFORE' THEN
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER before_ BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION either();
CREATE TRIGGER after_ AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION either();
