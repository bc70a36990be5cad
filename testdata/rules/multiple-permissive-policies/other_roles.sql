-- config: [rules.multiple-permissive-policies]
-- config: severity = "advice"
CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
CREATE POLICY a ON todos FOR SELECT TO authenticated USING (owner = current_user);
CREATE POLICY b ON todos FOR SELECT TO anon USING (false);
CREATE POLICY c ON todos FOR INSERT TO authenticated WITH CHECK (true);
CREATE POLICY d ON todos AS RESTRICTIVE FOR SELECT USING (owner <> '');
