-- config: [rules.policy-per-row-function]
-- config: severity = "advice"
CREATE POLICY own ON todos FOR ALL USING (auth.uid() = user_id) WITH CHECK (auth.uid() = user_id); -- want policy-per-row-function: calls `auth.uid` for every row of `todos`
