-- config: [rules.policy-change]
-- config: severity = "warning"
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON todos USING (owner = current_user);
ALTER POLICY own ON todos USING (owner = session_user);
