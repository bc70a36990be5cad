-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION caller() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN a(1); END $$;
-- migration: 2_drop.sql
DROP FUNCTION IF EXISTS a(int), b(); -- want drop-function: still calls `a`, `b` and `outside` fails
DROP FUNCTION outside;
