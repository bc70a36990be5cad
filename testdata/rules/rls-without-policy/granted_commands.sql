-- migration: 1_base.sql
CREATE TABLE foo (id int PRIMARY KEY);
CREATE TABLE read_only (id int PRIMARY KEY);
CREATE TABLE all_rights (id int PRIMARY KEY);
CREATE TABLE covered (id int PRIMARY KEY);
GRANT SELECT, INSERT ON foo TO app;
GRANT SELECT ON read_only TO app;
GRANT ALL ON all_rights TO app;
GRANT SELECT, INSERT ON covered TO app;
-- migration: 2_enable.sql
ALTER TABLE foo ENABLE ROW LEVEL SECURITY; -- want rls-without-policy: `app`, which has the right to INSERT, is refused every INSERT into `foo` from here on: no policy is for that command
CREATE POLICY p ON foo FOR SELECT USING (id > 0);
ALTER TABLE read_only ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON read_only FOR SELECT USING (id > 0);
ALTER TABLE all_rights ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON all_rights FOR SELECT USING (id > 0);
ALTER TABLE covered ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON covered USING (id > 0);
-- migration: 3_platform.sql
CREATE TABLE posts (id int PRIMARY KEY);
GRANT SELECT, INSERT, UPDATE, DELETE ON posts TO anon;
CREATE TABLE hidden (id int PRIMARY KEY);
GRANT SELECT ON hidden TO anon;
-- migration: 4_harden.sql
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON posts FOR SELECT USING (id > 0);
ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; -- want rls-without-policy: `anon`, which has the right to SELECT, finds no row in `hidden`
CREATE POLICY p ON hidden FOR INSERT WITH CHECK (id > 0);
