-- migration: 1_carts.sql
CREATE TABLE carts (id bigint PRIMARY KEY, updated_at timestamptz);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON carts FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_function.sql
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); NEW.by := 'x'; RETURN NEW; END $$; -- want trigger-field-missing: every UPDATE on `carts` fails from here on
-- migration: 3_the_same.sql
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.by := 'y'; NEW.updated_at := now(); RETURN NEW; END $$;
