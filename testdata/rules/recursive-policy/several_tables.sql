-- migration: 1_teams.sql
CREATE TABLE teams (id int, owner text);
CREATE TABLE members (team int, login text);
CREATE TABLE files (id int, team int);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
ALTER TABLE files ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON files USING (EXISTS (SELECT FROM teams WHERE id = team));
CREATE POLICY mine ON teams USING (EXISTS (SELECT FROM members WHERE team = id AND login = current_user));
-- migration: 2_members.sql
CREATE POLICY owned ON members USING (EXISTS (SELECT FROM teams WHERE id = team AND owner = current_user)); -- want recursive-policy: every query of `members` and `teams` fails with `infinite recursion detected in policy for relation "members"` for whoever is not its owner: the policy `owned` of `members` reads `teams`, whose policy `mine` reads `members`
-- migration: 3_three.sql
CREATE TABLE a (id int);
CREATE TABLE b (id int);
CREATE TABLE c (id int);
CREATE POLICY p ON a TO app USING (EXISTS (SELECT FROM b));
CREATE POLICY p ON b TO app USING (EXISTS (SELECT FROM c));
CREATE POLICY p ON c TO public USING (EXISTS (SELECT FROM a));
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
ALTER TABLE b ENABLE ROW LEVEL SECURITY;
ALTER TABLE c ENABLE ROW LEVEL SECURITY; -- want recursive-policy: every query of `c`, `a` and `b` fails with `infinite recursion detected in policy for relation "c"` for `app`: the policy `p` of `c` reads `a`, whose policy `p` reads `b`, whose policy `p` reads `c`
