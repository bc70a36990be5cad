-- config: [rules.policy-always-true]
-- config: roles = ["web"]
CREATE POLICY change ON todos FOR DELETE TO web USING (true); -- want policy-always-true: lets `web` delete every row of `todos`
CREATE POLICY change_all ON todos FOR DELETE USING (true);
