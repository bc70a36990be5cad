-- Row security that is turned off later is on where the policy is made, and told where it is turned off.
-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON todos USING (owner = current_user);
-- migration: 2_off.sql
ALTER TABLE todos DISABLE ROW LEVEL SECURITY; -- want rls-disabled: opens every row of `todos`
-- migration: 3_notes.sql
CREATE TABLE notes (id bigint PRIMARY KEY, owner text);
CREATE POLICY own ON notes USING (owner = current_user); -- want policy-without-rls: off on `notes`
