-- migration: 1_shop.sql
BEGIN;
CREATE TABLE nodes (id bigint PRIMARY KEY, parent bigint REFERENCES nodes DEFERRABLE INITIALLY DEFERRED);
INSERT INTO nodes VALUES (1, 1);
ALTER TABLE nodes ADD COLUMN name text; -- want pending-trigger-events: cannot ALTER TABLE "nodes"
COMMIT;
CREATE TABLE log (id bigint PRIMARY KEY);
CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER look AFTER INSERT ON log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION look();
BEGIN;
INSERT INTO log VALUES (1);
TRUNCATE log; -- want pending-trigger-events: `look` looks at the changed rows only when
COMMIT;
