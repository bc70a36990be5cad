-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x text) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_again.sql
DROP FUNCTION IF EXISTS a(int);
CREATE FUNCTION a(x int) RETURNS text LANGUAGE sql AS $$ SELECT '' $$;
DROP FUNCTION b(text);
