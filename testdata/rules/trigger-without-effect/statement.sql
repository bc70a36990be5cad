-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, updated_at timestamptz);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF name ON users EXECUTE FUNCTION stamp(); -- want trigger-without-effect: help: CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF name ON users
