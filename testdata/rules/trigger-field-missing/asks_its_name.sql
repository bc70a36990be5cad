-- The function looks by which trigger it was called.
-- migration: 1_runs.sql
CREATE TABLE runs (id bigint PRIMARY KEY, status text);
CREATE TABLE restarts (id bigint PRIMARY KEY, parent_id bigint);
CREATE FUNCTION note_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_NAME = 'restarted' THEN
        PERFORM pg_notify('runs', NEW.parent_id::text);
    ELSE
        PERFORM pg_notify('runs', NEW.status);
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER restarted AFTER INSERT ON restarts FOR EACH ROW EXECUTE FUNCTION note_event();
CREATE TRIGGER ran AFTER INSERT ON runs FOR EACH ROW EXECUTE FUNCTION note_event();
