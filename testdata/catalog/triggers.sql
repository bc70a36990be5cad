CREATE TABLE t (id int, a int);
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER one BEFORE INSERT OR UPDATE OF a ON t FOR EACH ROW WHEN (NEW.a > 0) EXECUTE FUNCTION fire();
CREATE TRIGGER two AFTER DELETE ON t EXECUTE FUNCTION other();
CREATE TRIGGER three AFTER INSERT ON t EXECUTE FUNCTION fire();
ALTER TABLE t DISABLE TRIGGER two;
ALTER TRIGGER one ON t RENAME TO uno;
DROP TRIGGER three ON t;
DROP FUNCTION fire();
DROP FUNCTION other() CASCADE;
CREATE TABLE p (id int) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p DEFAULT;
CREATE TRIGGER each AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION fire();
CREATE RULE no_delete AS ON DELETE TO t DO INSTEAD NOTHING;

-- expected:
-- column p.id: int4
-- column p1.id: int4, inherited
-- column t.a: int4
-- column t.id: int4
-- function fire(): returns trigger, language plpgsql, volatility volatile, body #45ef8ab2
-- partitioned table p: (id), partition by range (id)
-- rule t.no_delete
-- table p1: (id), partition of p, for default
-- table t: (id, a)
-- trigger p.each: after insert, for each row, execute fire
-- trigger p1.each: after insert, for each row, execute fire
-- trigger t.uno: before insert or update, of a, for each row, when (new.a > 0), execute fire
