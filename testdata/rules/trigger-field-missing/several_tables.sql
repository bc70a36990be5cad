-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION several() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_TABLE_NAME = 'carts' THEN NEW.total := 0; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER several BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION several();
CREATE FUNCTION copied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := NEW.total; RETURN NEW; END $$;
CREATE TRIGGER copied BEFORE UPDATE OF total ON orders FOR EACH ROW EXECUTE FUNCTION copied();
