-- A comment parts words as a blank does; and what only asks for the operation stores nothing.
-- migration: 1_a.sql
CREATE TABLE log (id int);
CREATE TABLE orders (id int PRIMARY KEY);
-- migration: 2_b.sql
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF; INSERT/**/INTO log (nope) VALUES (1); RETURN NEW; END $$; -- want trigger-breaks-writes: writes `log.nope`, which is not there
CREATE TRIGGER noted AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION note();
