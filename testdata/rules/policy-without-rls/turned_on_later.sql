-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
CREATE POLICY own ON todos USING (owner = current_user);
-- migration: 2_on.sql
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
