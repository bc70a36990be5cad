-- migration: 1_wipe.sql
CREATE FUNCTION wipe(a int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
REVOKE ALL ON FUNCTION wipe(int) FROM PUBLIC;
CREATE FUNCTION open(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
-- migration: 2_more.sql
CREATE OR REPLACE FUNCTION wipe(a int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 2';
DROP FUNCTION open(int);
CREATE FUNCTION open(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
-- migration: 3_anew.sql
DROP FUNCTION wipe(int);
CREATE FUNCTION wipe(a int, b int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
REVOKE ALL ON FUNCTION wipe(int, int) FROM PUBLIC;
