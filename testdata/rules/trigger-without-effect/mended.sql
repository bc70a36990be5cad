-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, updated_at timestamptz);
CREATE VIEW shown AS SELECT id, name, updated_at FROM users;
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER stamp AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE TRIGGER instead INSTEAD OF UPDATE ON shown FOR EACH ROW EXECUTE FUNCTION stamp();
-- migration: 2_mend.sql
DROP TRIGGER stamp ON users;
CREATE TRIGGER stamp BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp();
