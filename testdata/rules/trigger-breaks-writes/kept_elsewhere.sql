-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, changed timestamptz);
CREATE TABLE stored (id bigint, note text);
CREATE FUNCTION store(id bigint, note text) RETURNS void LANGUAGE sql AS 'INSERT INTO stored (id, note) VALUES ($1, $2)';
CREATE FUNCTION route() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.note := upper(NEW.note);
    PERFORM store(NEW.id, NEW.note);
    RETURN NULL;
END
$$;
CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE orders SET changed = now() WHERE id = OLD.id;
    RETURN NEW;
END
$$;
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('gone', OLD.id::text);
    RETURN NEW;
END
$$;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'orders are never deleted';
    RETURN NEW;
END
$$;
CREATE FUNCTION refuse_too() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE NOTICE 'order %', OLD.id;
    IF OLD.note IS NULL THEN RAISE 'order %', NEW.id; END IF;
    RETURN NEW;
END
$$;
-- migration: 2_triggers.sql
CREATE TRIGGER a BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION route();
CREATE TRIGGER b BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION mark();
CREATE TRIGGER c BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION tell();
CREATE TRIGGER d BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER e BEFORE DELETE ON orders FOR EACH ROW EXECUTE FUNCTION refuse_too();
