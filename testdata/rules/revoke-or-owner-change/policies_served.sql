-- Roles that have it by name, by a group, by default or need no policy; policies that are off or go.
-- migration: 1_tables.sql
CREATE ROLE importer BYPASSRLS;
CREATE ROLE clerks;
CREATE ROLE clerk IN ROLE clerks;
CREATE TABLE orders (id int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON orders TO authenticated, importer;
CREATE TABLE open (id int);
GRANT SELECT ON open TO shop;
CREATE FUNCTION f(id int) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN true; END';
CREATE FUNCTION g(id int) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN true; END';
CREATE POLICY p ON orders USING (f(id));
CREATE POLICY q ON orders TO app, clerk USING (f(id));
CREATE POLICY r ON orders TO shop USING (g(id));
CREATE POLICY s ON open USING (f(id));
-- migration: 2_less.sql
REVOKE EXECUTE ON FUNCTION f(int), g(int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(int) TO app, clerks;
-- migration: 3_gone.sql
DROP POLICY r ON orders;
