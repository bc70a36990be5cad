-- migration: 1_tables.sql
CREATE TABLE orders (id int, tenant int);
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON orders TO app;
CREATE FUNCTION is_mine(tenant int) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN true; END';
CREATE POLICY mine ON orders FOR INSERT WITH CHECK (is_mine(tenant));
CREATE FUNCTION is_yours(tenant int) RETURNS boolean LANGUAGE plpgsql STABLE AS 'BEGIN RETURN true; END';
CREATE POLICY yours ON orders FOR SELECT TO shop USING (is_yours(tenant));
-- migration: 2_less.sql
REVOKE EXECUTE ON FUNCTION is_mine(int) FROM PUBLIC; -- want revoke-or-owner-change: every INSERT into `orders` as `app` fails with "permission denied for function is_mine" from the commit on: the policy `mine` calls it
REVOKE ALL ON FUNCTION is_yours FROM PUBLIC; -- want revoke-or-owner-change: help:GRANT EXECUTE ON FUNCTION is_yours(integer) TO shop;
-- migration: 3_new.sql
CREATE FUNCTION is_new(tenant int) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS 'BEGIN RETURN true; END';
REVOKE EXECUTE ON FUNCTION is_new(int) FROM PUBLIC; -- want revoke-or-owner-change: every query of `orders` as `reporting`
CREATE POLICY new ON orders AS RESTRICTIVE TO reporting USING (is_new(tenant));
