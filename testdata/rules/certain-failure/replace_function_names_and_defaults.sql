-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_functions.sql
CREATE OR REPLACE FUNCTION a(y int) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want certain-failure: cannot change name of input parameter "x"
CREATE OR REPLACE FUNCTION b(x integer) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want certain-failure: cannot remove parameter defaults
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want certain-failure: function "a" already exists
