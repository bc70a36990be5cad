-- migration: 1_members.sql
CREATE TABLE members (id int, login text);
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON members FOR SELECT USING (login = (SELECT current_user));
CREATE POLICY once ON members FOR INSERT WITH CHECK (NOT EXISTS (SELECT FROM members m WHERE m.id = id)); -- want recursive-policy: every INSERT into `members` fails with `infinite recursion detected in policy for relation "members"` for whoever is not its owner: the policy `once` of `members` reads `members`, whose policy `own` has a subquery, too
CREATE POLICY changing ON members FOR UPDATE USING (login = current_user) WITH CHECK (EXISTS (SELECT FROM members)); -- want recursive-policy: every UPDATE of `members`
CREATE POLICY leaving ON members FOR DELETE USING (EXISTS (SELECT FROM members)); -- want recursive-policy: every DELETE from `members`
-- migration: 2_all.sql
CREATE TABLE notes (id int, login text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY limited ON notes USING (true) WITH CHECK (10 > (SELECT count(*) FROM notes)); -- want recursive-policy: every INSERT and UPDATE on `notes` fails with `infinite recursion detected in policy for relation "notes"` for whoever is not its owner: the policy `limited` of `notes` reads `notes`, to which the same policy applies
-- migration: 3_projects.sql
CREATE TABLE projects (id int, owner text);
CREATE TABLE people (project int, login text);
ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY s ON projects FOR SELECT USING (owner = (SELECT current_user));
CREATE POLICY i ON projects FOR INSERT WITH CHECK (EXISTS (SELECT FROM people WHERE project = id));
CREATE POLICY s ON people FOR SELECT USING (EXISTS (SELECT FROM projects WHERE project = id)); -- want recursive-policy: every INSERT into `projects` fails with `infinite recursion detected in policy for relation "projects"` for whoever is not its owner: the policy `i` of `projects` reads `people`, whose policy `s` reads `projects`, whose policy `s` has a subquery, too
