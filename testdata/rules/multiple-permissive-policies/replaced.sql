-- config: [rules.multiple-permissive-policies]
-- config: severity = "advice"
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
CREATE POLICY a ON todos FOR SELECT USING (owner = current_user);
DROP POLICY a ON todos;
CREATE POLICY b ON todos FOR SELECT USING (owner = session_user);
