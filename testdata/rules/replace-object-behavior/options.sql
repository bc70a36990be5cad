-- config: [rules.replace-object-behavior]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW v AS SELECT id FROM orders;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_options.sql
ALTER VIEW v SET (security_invoker = true); -- want replace-object-behavior: the view `v`
ALTER FUNCTION f() SECURITY DEFINER; -- want replace-object-behavior: `f`
