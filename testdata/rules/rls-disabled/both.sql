-- migration: 1_todos.sql
ALTER TABLE todos
    DISABLE ROW LEVEL SECURITY, -- want rls-disabled: opens every row of `todos`
    NO FORCE ROW LEVEL SECURITY;
