-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_functions.sql
DROP FUNCTION a(int);
CREATE OR REPLACE FUNCTION a(y int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
DROP FUNCTION IF EXISTS b;
CREATE FUNCTION b(x int) RETURNS text LANGUAGE sql AS $$ SELECT '' $$;
