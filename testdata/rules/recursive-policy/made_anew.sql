-- migration: 1_members.sql
CREATE TABLE members (team int, login text);
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY teammates ON members USING (team IN (SELECT team FROM members WHERE login = current_user));
-- migration: 2_again.sql
DROP POLICY teammates ON members;
CREATE POLICY teammates ON members USING (EXISTS (SELECT FROM members m WHERE m.team = team AND m.login = current_user)); -- want recursive-policy: reads the table that it is on
-- migration: 3_other.sql
CREATE POLICY others ON members FOR SELECT USING (true);
