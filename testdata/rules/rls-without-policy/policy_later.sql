-- migration: 1_teams.sql
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
-- migration: 2_rls.sql
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
-- migration: 3_policy.sql
CREATE POLICY read ON teams USING (name = current_user);
