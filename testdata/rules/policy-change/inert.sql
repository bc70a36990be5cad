-- config: [rules.policy-change]
-- config: severity = "warning"
-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
-- migration: 2_prepare.sql
CREATE POLICY own ON todos USING (owner = current_user);
-- migration: 3_on.sql
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
