-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, changed timestamptz);
CREATE FUNCTION only_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'a write';
    RETURN NEW;
END
$$;
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed := now();
    RETURN NEW;
END
$$;
CREATE FUNCTION only_null() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed = now(); -- RETURN NEW
    RETURN NULL;
END
$$;
CREATE FUNCTION guarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE NOTICE 'gone';
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION either() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.note IS NULL THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
-- migration: 2_delete.sql
CREATE TRIGGER stamp BEFORE UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION only_new(); -- want trigger-breaks-writes: every DELETE of `orders` that fires the trigger `stamp` does nothing from here on, and no error says so: its function `only_new` returns NEW, which is null in a DELETE
-- migration: 3_null.sql
CREATE TRIGGER stamp_2 BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION only_null(); -- want trigger-breaks-writes: every UPDATE of `orders` that fires the trigger `stamp_2` does nothing from here on, and no error says so: its function `only_null` returns null
-- migration: 4_fine.sql
CREATE TRIGGER a BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION only_new();
CREATE TRIGGER b AFTER DELETE ON orders FOR EACH ROW EXECUTE FUNCTION only_new();
CREATE TRIGGER c BEFORE UPDATE OR DELETE ON orders FOR EACH ROW EXECUTE FUNCTION guarded();
CREATE TRIGGER d BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION either();
CREATE TRIGGER e BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER f BEFORE DELETE ON orders FOR EACH STATEMENT EXECUTE FUNCTION only_new();
CREATE TRIGGER g BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION stamp();
