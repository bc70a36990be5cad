CREATE TABLE todos (id bigint PRIMARY KEY, user_id uuid NOT NULL);
CREATE POLICY "Users can view their todos" ON todos FOR SELECT USING ((SELECT auth.uid()) = user_id); -- want policy-without-rls: row level security is off on `todos`
CREATE POLICY "Users can add todos" ON todos FOR INSERT WITH CHECK ((SELECT auth.uid()) = user_id);
