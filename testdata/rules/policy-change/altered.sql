-- config: [rules.policy-change]
-- config: severity = "warning"
ALTER POLICY own ON todos USING (owner = session_user); -- want policy-change: who sees which rows of `todos` changes
CREATE POLICY more ON todos FOR SELECT USING (shared); -- want policy-change: lets more rows of `todos` through
