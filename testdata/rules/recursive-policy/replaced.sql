-- migration: 1_members.sql
CREATE TABLE members (team int, login text);
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY teammates ON members USING (team IN (SELECT team FROM members WHERE login = current_user));
CREATE TABLE notes (id int);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON notes USING (EXISTS (SELECT FROM notes));
CREATE TABLE drafts (id int);
ALTER TABLE drafts ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON drafts USING (EXISTS (SELECT FROM drafts));
CREATE TABLE off (id int);
ALTER TABLE off ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON off USING (EXISTS (SELECT FROM off));
-- migration: 2_replaced.sql
DROP POLICY teammates ON members;
CREATE POLICY teammates ON members USING (is_in_team(team));
ALTER POLICY mine ON notes USING (true);
DROP TABLE drafts;
ALTER TABLE off DISABLE ROW LEVEL SECURITY;
