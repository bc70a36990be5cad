-- config: [rules.policy-per-row-function]
-- config: severity = "advice"
CREATE POLICY own ON todos USING ((SELECT auth.uid()) = user_id);
CREATE POLICY team ON todos USING (EXISTS (SELECT 1 FROM members m WHERE m.team_id = todos.team_id AND m.user_id = auth.uid()));
