-- config: [rules.policy-per-row-function]
-- config: severity = "advice"
CREATE POLICY tenant ON todos USING (tenant_id = current_setting('app.tenant')::bigint); -- want policy-per-row-function: calls `current_setting`
