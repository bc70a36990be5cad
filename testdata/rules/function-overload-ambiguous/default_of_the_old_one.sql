-- migration: 1_functions.sql
CREATE FUNCTION a(x int, y text DEFAULT '') RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION c(x int, y int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want function-overload-ambiguous: makes another function beside
CREATE FUNCTION c(x int, y text DEFAULT '') RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want function-overload-ambiguous: `c(…)`
-- migration: 3_body.sql
CREATE OR REPLACE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 2';
