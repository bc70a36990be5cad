-- migration: 1_base.sql
CREATE TABLE docs (id int PRIMARY KEY);
CREATE TABLE notes (id int PRIMARY KEY);
CREATE TABLE replaced (id int PRIMARY KEY);
CREATE TABLE forced (id int PRIMARY KEY);
CREATE TABLE opened (id int PRIMARY KEY);
ALTER TABLE docs ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE replaced ENABLE ROW LEVEL SECURITY;
ALTER TABLE forced ENABLE ROW LEVEL SECURITY;
ALTER TABLE opened ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON docs USING (id > 0);
CREATE POLICY one ON notes FOR SELECT USING (id > 0);
CREATE POLICY two ON notes FOR SELECT USING (id < 0);
CREATE POLICY p ON replaced USING (id > 0);
CREATE POLICY p ON opened USING (id > 0);
-- migration: 2_drop.sql
DROP POLICY p ON docs; -- want rls-without-policy: whoever is not its owner finds `docs` empty from here on: this was the last policy that let a row through
CREATE POLICY narrow ON docs AS RESTRICTIVE USING (id > 1);
DROP POLICY one ON notes;
DROP POLICY p ON replaced;
CREATE POLICY q ON replaced USING (id > 1);
DROP POLICY p ON opened;
ALTER TABLE opened DISABLE ROW LEVEL SECURITY;
ALTER TABLE forced FORCE ROW LEVEL SECURITY; -- want rls-without-policy: its owner too finds `forced` empty from here on
