-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_functions.sql
DROP FUNCTION a;
CREATE FUNCTION a(x int, y int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int, y int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
DROP FUNCTION b(int);
