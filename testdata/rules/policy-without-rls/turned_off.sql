-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON todos USING (owner = current_user); -- want policy-without-rls: the policy `own` does nothing
-- migration: 2_off.sql
ALTER TABLE todos DISABLE ROW LEVEL SECURITY; -- want rls-disabled: opens every row of `todos`
