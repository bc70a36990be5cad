-- What it sets in NEW is left out with it; one that only looks at OLD may mean to keep it.
-- migration: 1_names.sql
CREATE TABLE people (id bigint PRIMARY KEY, name text);
CREATE TABLE fixed (id bigint PRIMARY KEY, name text);
-- migration: 2_upper.sql
CREATE FUNCTION upper_name() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := upper(NEW.name); RETURN OLD; END $$; -- want trigger-breaks-writes: every UPDATE of `people` that fires the trigger `upper_name` does nothing from here on
CREATE TRIGGER upper_name BEFORE UPDATE ON people FOR EACH ROW EXECUTE FUNCTION upper_name();
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$;
CREATE TRIGGER keep BEFORE UPDATE ON fixed FOR EACH ROW EXECUTE FUNCTION keep();
