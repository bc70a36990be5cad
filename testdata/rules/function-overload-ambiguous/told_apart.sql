-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION b(x int, y int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_functions.sql
CREATE OR REPLACE FUNCTION a(x int, y int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION a(x text, y int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE OR REPLACE FUNCTION b(x int, y int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
