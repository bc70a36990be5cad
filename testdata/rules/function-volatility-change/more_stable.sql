-- migration: 1_functions.sql
CREATE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';
-- migration: 2_functions.sql
ALTER FUNCTION a() STABLE; -- want function-volatility-change: makes `a` STABLE instead of VOLATILE
CREATE OR REPLACE FUNCTION b() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; -- want function-volatility-change: makes `b` IMMUTABLE instead of STABLE
