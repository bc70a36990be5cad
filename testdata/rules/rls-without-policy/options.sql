-- config: [rules.rls-without-policy]
-- config: new-tables = true
-- config: every-command = true
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY; -- want rls-without-policy: finds `teams` empty
CREATE TABLE members (id bigint PRIMARY KEY, name text);
ALTER TABLE members ENABLE ROW LEVEL SECURITY; -- want rls-without-policy: no policy of `members` lets `insert` and `delete` through
CREATE POLICY read ON members FOR SELECT USING (true);
CREATE POLICY change ON members FOR UPDATE USING (name = current_user);
