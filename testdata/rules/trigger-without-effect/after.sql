-- migration: 1_users.sql
CREATE TABLE users (id bigint PRIMARY KEY, name text, updated_at timestamptz);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.name IS DISTINCT FROM OLD.name THEN
        NEW.updated_at = now();
    END IF;
    RETURN NEW;
END $$;
-- migration: 2_trigger.sql
CREATE TRIGGER stamp AFTER UPDATE ON users FOR EACH ROW EXECUTE FUNCTION stamp(); -- want trigger-without-effect: `stamp` sets `updated_at` of `users` in vain: the row is stored before an AFTER trigger is called
