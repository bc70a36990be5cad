-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
-- migration: 2_backfill.sql
ALTER TABLE todos DISABLE ROW LEVEL SECURITY;
UPDATE todos SET owner = 'shop' WHERE id = 1;
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
