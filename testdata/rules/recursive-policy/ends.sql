-- Policies that read their own table only to write, and are let through by one without a subquery.
CREATE TABLE members (id int, login text);
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY s ON members FOR SELECT USING (login = current_user);
CREATE POLICY i ON members FOR INSERT WITH CHECK (NOT EXISTS (SELECT FROM members m WHERE m.id = members.id));
CREATE POLICY u ON members FOR UPDATE USING (EXISTS (SELECT FROM members));
CREATE POLICY d ON members FOR DELETE USING (EXISTS (SELECT FROM members));
-- No policy for SELECT.
CREATE TABLE inserted (id int);
ALTER TABLE inserted ENABLE ROW LEVEL SECURITY;
CREATE POLICY i ON inserted FOR INSERT WITH CHECK (NOT EXISTS (SELECT FROM inserted));
-- No permissive one, so that nobody comes to the restrictive one.
CREATE TABLE closed (id int);
ALTER TABLE closed ENABLE ROW LEVEL SECURITY;
CREATE POLICY r ON closed AS RESTRICTIVE USING (EXISTS (SELECT FROM closed));
-- Row level security is off on one of two.
CREATE TABLE a (id int);
CREATE TABLE b (id int);
ALTER TABLE a ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON a USING (EXISTS (SELECT FROM b));
CREATE POLICY p ON b USING (EXISTS (SELECT FROM a));
-- One that writes reads another, whose policy for SELECT reads the first.
CREATE TABLE c (id int);
CREATE TABLE d (id int);
ALTER TABLE c ENABLE ROW LEVEL SECURITY;
ALTER TABLE d ENABLE ROW LEVEL SECURITY;
CREATE POLICY s ON c FOR SELECT USING (true);
CREATE POLICY i ON c FOR INSERT WITH CHECK (EXISTS (SELECT FROM d));
CREATE POLICY s ON d FOR SELECT USING (EXISTS (SELECT FROM c));
-- The same table twice on the way.
CREATE TABLE e (id int);
CREATE TABLE f (id int);
CREATE TABLE g (id int);
ALTER TABLE e ENABLE ROW LEVEL SECURITY;
ALTER TABLE f ENABLE ROW LEVEL SECURITY;
ALTER TABLE g ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON e USING (EXISTS (SELECT FROM f) AND EXISTS (SELECT FROM g));
CREATE POLICY p ON f USING (EXISTS (SELECT FROM g));
CREATE POLICY p ON g USING (id = (SELECT 1));
-- Another thing under the name, and a function that is not looked into.
CREATE TABLE h (id int);
ALTER TABLE h ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON h USING (id IN (WITH h AS (SELECT 1 AS id) SELECT id FROM h) OR seen(id));
-- A partition has policies of its own.
CREATE TABLE parted (id int) PARTITION BY LIST (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
ALTER TABLE parted ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON parted USING (EXISTS (SELECT FROM parted_1));
