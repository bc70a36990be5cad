-- migration: 1_people.sql
CREATE TABLE people (id bigint PRIMARY KEY, "fullName" text);
CREATE TABLE log (person bigint, was text);
CREATE FUNCTION people_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log VALUES (OLD.id, OLD."fullName");
    RETURN NULL;
END $$;
CREATE TRIGGER people_log AFTER UPDATE OR DELETE ON people FOR EACH ROW EXECUTE FUNCTION people_log();
-- migration: 2_rename.sql
ALTER TABLE people RENAME COLUMN "fullName" TO full_name; -- want sync-trigger-left-behind: every UPDATE and DELETE on `people` fails
