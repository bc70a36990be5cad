-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
-- migration: 2_off.sql
ALTER TABLE IF EXISTS public.todos DISABLE ROW LEVEL SECURITY; -- want rls-disabled: opens every row of `todos`
