-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE FUNCTION several() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_TABLE_NAME = 'carts' THEN NEW.total := 0; END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION count_them() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    -- NEW.nothing is only a comment.
    PERFORM 'NEW.nothing';
    RETURN NULL;
END $$;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TRIGGER several BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION several();
CREATE TRIGGER count_them AFTER UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION count_them();
CREATE TRIGGER unknown BEFORE UPDATE ON elsewhere FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_column.sql
ALTER TABLE orders ADD COLUMN updated_at timestamptz;
