-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY, a text);
CREATE TABLE bar (id int PRIMARY KEY);
CREATE TABLE audit_log (id bigserial PRIMARY KEY, what text, detail text);
CREATE TABLE moved (id bigserial PRIMARY KEY, what text);
CREATE FUNCTION helper(t text) RETURNS text LANGUAGE sql AS 'SELECT t';
CREATE FUNCTION aud() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO audit_log (what, detail) VALUES (TG_TABLE_NAME, NEW.a);
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION mov() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.moved (what) VALUES (helper(NEW.a));
    RETURN NEW;
END
$$;
CREATE FUNCTION swallows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_log (what) VALUES ('x');
    RETURN NEW;
EXCEPTION WHEN OTHERS THEN
    RETURN NEW;
END
$$;
CREATE TRIGGER t_aud AFTER INSERT OR UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION aud();
CREATE TRIGGER t_mov AFTER INSERT ON foo FOR EACH ROW EXECUTE FUNCTION mov();
CREATE TRIGGER t_swallows AFTER INSERT ON bar FOR EACH ROW EXECUTE FUNCTION swallows();
-- migration: 2_rename.sql
ALTER TABLE audit_log RENAME TO audit_entries; -- want trigger-breaks-writes: every INSERT and UPDATE of `foo` that fires the trigger `t_aud` fails from here on: its function `aud` still names `audit_log`
-- migration: 3_schema.sql
ALTER TABLE moved SET SCHEMA archive; -- want trigger-breaks-writes: its function `mov` still names `moved`
-- migration: 4_function.sql
DROP FUNCTION helper(text); -- want trigger-breaks-writes: its function `mov` still calls `helper`
