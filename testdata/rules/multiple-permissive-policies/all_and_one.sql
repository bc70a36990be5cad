-- config: [rules.multiple-permissive-policies]
-- config: severity = "advice"
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
CREATE POLICY everything ON todos USING (owner = current_user);
CREATE POLICY remove ON todos FOR DELETE TO admin USING (true); -- want multiple-permissive-policies: `everything` or `remove`
