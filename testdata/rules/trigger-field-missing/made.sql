-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, "camelCase" text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE FUNCTION camel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.camelCase := 'x'; RETURN NEW; END $$;
-- migration: 2_triggers.sql
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch(); -- want trigger-field-missing: every UPDATE on `orders` fails from here on: the trigger `touch` uses `updated_at`
CREATE TRIGGER camel BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION camel(); -- want trigger-field-missing: every INSERT and UPDATE on `orders` fails from here on: the trigger `camel` uses `camelcase`
