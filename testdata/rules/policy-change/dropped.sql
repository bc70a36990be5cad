-- config: [rules.policy-change]
-- config: severity = "warning"
-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON todos USING (owner = current_user);
-- migration: 2_drop.sql
DROP POLICY IF EXISTS own ON todos; -- want policy-change: rows of `todos` that only `own` let through vanish
CREATE POLICY tenant ON todos AS RESTRICTIVE USING (owner <> ''); -- want policy-change: rows of `todos` that `tenant` does not let through vanish
