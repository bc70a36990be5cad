CREATE TABLE levels (id bigint PRIMARY KEY);
CREATE MATERIALIZED VIEW ranks AS SELECT id FROM levels;
CREATE FUNCTION place() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN REFRESH MATERIALIZED VIEW ranks; RETURN NULL; END $$;
CREATE TRIGGER placed AFTER INSERT ON levels FOR EACH ROW EXECUTE FUNCTION place(); -- want ddl-via-function-call: every INSERT of `levels`
-- migration: 2_anew.sql
DROP TRIGGER placed ON levels;
CREATE TRIGGER placed AFTER INSERT ON levels FOR EACH STATEMENT EXECUTE FUNCTION place();
