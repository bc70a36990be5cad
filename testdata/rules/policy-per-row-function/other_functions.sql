-- config: [rules.policy-per-row-function]
-- config: severity = "advice"
CREATE POLICY own ON todos USING (lower(owner) = current_user AND is_member(team_id));
