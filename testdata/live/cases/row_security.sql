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
