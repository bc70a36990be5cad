CREATE TABLE todos (id bigint PRIMARY KEY, owner text);
ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY add ON todos FOR INSERT TO authenticated WITH CHECK (true); -- want policy-always-true: lets `authenticated` add any row to `todos`
CREATE POLICY change ON todos FOR UPDATE USING (1 = 1); -- want policy-always-true: change every row of
