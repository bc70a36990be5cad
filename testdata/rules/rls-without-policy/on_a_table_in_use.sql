-- migration: 1_teams.sql
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
CREATE TABLE members (id bigint PRIMARY KEY, name text);
-- migration: 2_rls.sql
SET lock_timeout = '2s';
ALTER TABLE teams ENABLE ROW LEVEL SECURITY; -- want rls-without-policy: whoever is not its owner finds `teams` empty
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON members FOR SELECT USING (true);
