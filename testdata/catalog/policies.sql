CREATE TABLE t (id int, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON t FOR SELECT TO public USING (owner = current_user);
CREATE POLICY strict ON t AS RESTRICTIVE FOR INSERT WITH CHECK (id > 0);
CREATE POLICY gone ON t USING (true);
ALTER POLICY mine ON t USING (owner = 'x');
DROP POLICY gone ON t;
ALTER TABLE t NO FORCE ROW LEVEL SECURITY;

-- expected:
-- column t.id: int4
-- column t.owner: text
-- policy t.mine: for select, to public, using (owner = 'x')
-- policy t.strict: restrictive, for insert, to public, with check (id > 0)
-- table t: (id, owner), row security
