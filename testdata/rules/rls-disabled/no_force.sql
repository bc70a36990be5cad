-- migration: 1_todos.sql
ALTER TABLE todos NO FORCE ROW LEVEL SECURITY; -- want rls-disabled: lets the owner of `todos` past its policies
