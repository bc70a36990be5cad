-- config: [rules.multiple-permissive-policies]
-- config: severity = "advice"
-- migration: 1_todos.sql
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON todos FOR SELECT TO authenticated USING (owner = current_user);
-- migration: 2_admin.sql
CREATE POLICY admin ON todos FOR SELECT TO authenticated USING (is_admin()); -- want multiple-permissive-policies: `own` or `admin`
