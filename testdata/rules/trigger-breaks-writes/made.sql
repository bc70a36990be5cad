-- migration: 1_base.sql
CREATE TABLE tt (id int PRIMARY KEY);
CREATE TABLE good (id int PRIMARY KEY, updated_at timestamptz);
CREATE FUNCTION set_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;
CREATE FUNCTION no_return() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id := 1; END $$;
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'read only'; END $$;
CREATE FUNCTION generic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'good' THEN
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION careful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.updated_at := now();
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION compares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- NEW.never is in a comment.
    IF NEW.state IS DISTINCT FROM OLD.state THEN
        RETURN NEW;
    END IF;
    RETURN NEW;
END
$$;
CREATE FUNCTION audits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO good (id, nope) VALUES (NEW.id, 1);
    END IF;
    RETURN NEW;
END
$$;
-- migration: 2_triggers.sql
CREATE TRIGGER a BEFORE UPDATE ON good FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER b BEFORE INSERT ON tt FOR EACH ROW EXECUTE FUNCTION no_return(); -- want trigger-breaks-writes: its function `no_return` ends without RETURN
CREATE TRIGGER c BEFORE INSERT ON tt FOR EACH ROW EXECUTE FUNCTION refuse();

CREATE TRIGGER g AFTER INSERT ON tt FOR EACH ROW EXECUTE FUNCTION audits(); -- want trigger-breaks-writes: writes `good.nope`, which is not there
CREATE TRIGGER h BEFORE DELETE ON tt FOR EACH ROW EXECUTE FUNCTION set_updated_at();
