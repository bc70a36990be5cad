CREATE TABLE t (id bigint PRIMARY KEY, tenant text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON t USING (tenant = current_user);
-- case: rows lose their protection
INSERT INTO t VALUES (1, 'a');
-- flags: --read-rows
-- migration
ALTER TABLE t DISABLE ROW LEVEL SECURITY; -- want rls-disabled confirmed: `t` has 1 policy over rows that are there
-- case: it is empty
-- flags: --read-rows
-- migration
ALTER TABLE t DISABLE ROW LEVEL SECURITY; -- want rls-disabled refuted: `t` is empty
-- case: counted by ANALYZE
INSERT INTO t VALUES (1, 'a'); ANALYZE t;
-- migration
ALTER TABLE t DISABLE ROW LEVEL SECURITY; -- want rls-disabled sized: `t` has 1 policy over 1 row
-- case: the role is under it itself
GRANT SELECT ON t TO reader;
-- role: reader
-- flags: --read-rows
-- migration
ALTER TABLE t DISABLE ROW LEVEL SECURITY; -- want rls-disabled unknown: row security hides rows of `t` from the role
-- case: triggers over rows
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE g (a int); CREATE TRIGGER f BEFORE UPDATE ON g FOR EACH ROW EXECUTE FUNCTION f(); INSERT INTO g VALUES (1);
CREATE TABLE h (a int);
-- flags: --read-rows
-- migration
ALTER TABLE g DISABLE TRIGGER f; -- want disable-trigger confirmed: `g` has 1 trigger over rows that are there
ALTER TABLE h DISABLE TRIGGER f; -- want disable-trigger refuted: `h` has no trigger on the server
-- case: triggers, and nobody looked at the rows
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE g (a int); CREATE TRIGGER f BEFORE UPDATE ON g FOR EACH ROW EXECUTE FUNCTION f(); INSERT INTO g VALUES (1); ANALYZE g;
CREATE TABLE h (a int); CREATE TRIGGER f BEFORE UPDATE ON h FOR EACH ROW EXECUTE FUNCTION f();
-- migration
ALTER TABLE g DISABLE TRIGGER f; -- want disable-trigger sized: `g` has 1 trigger over 1 row
ALTER TABLE h DISABLE TRIGGER f; -- want disable-trigger unknown: rows are read with --read-rows alone
