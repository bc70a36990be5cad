-- migration: 1_members.sql
CREATE TABLE members (team int, login text);
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY teammates ON members FOR SELECT USING (team IN (SELECT team FROM members WHERE login = current_user)); -- want recursive-policy: every query of `members` fails with `infinite recursion detected in policy for relation "members"` for whoever is not its owner: the policy `teammates` reads the table that it is on
CREATE POLICY joining ON members FOR INSERT WITH CHECK (true);
-- migration: 2_notes.sql
CREATE TABLE notes (id int, team int, login text);
CREATE POLICY mine ON notes USING (false AND team IN (WITH own AS (SELECT team FROM notes) SELECT team FROM own));
ALTER TABLE notes ENABLE ROW LEVEL SECURITY; -- want recursive-policy: every query of `notes`
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
-- migration: 3_forced.sql
CREATE TABLE forced (id int);
ALTER TABLE forced FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON forced USING (true);
CREATE POLICY first ON forced AS RESTRICTIVE FOR SELECT TO app USING (id = (SELECT min(id) FROM public.forced)); -- want recursive-policy: for `app`: the policy `first` reads
-- migration: 4_altered.sql
CREATE TABLE altered (id int);
ALTER TABLE altered ENABLE ROW LEVEL SECURITY;
CREATE POLICY open ON altered USING (true);
ALTER POLICY open ON altered USING (EXISTS (SELECT FROM altered)); -- want recursive-policy: help:ALTER POLICY open ON altered USING (is_in_altered(…));
-- migration: 5_renamed.sql
ALTER TABLE altered RENAME TO renamed;
