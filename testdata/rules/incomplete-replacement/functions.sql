-- migration: 1_wipe.sql
CREATE FUNCTION wipe(a int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
REVOKE ALL ON FUNCTION wipe(int) FROM PUBLIC;
CREATE FUNCTION plain(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
REVOKE ALL ON FUNCTION plain(int) FROM PUBLIC;
-- migration: 2_more.sql
DROP FUNCTION wipe(int);
CREATE FUNCTION wipe(a int, b int) RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'; -- want incomplete-replacement: help: REVOKE EXECUTE ON FUNCTION wipe(integer, integer) FROM PUBLIC;
DROP FUNCTION plain(int);
CREATE FUNCTION plain(a int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'; -- want incomplete-replacement: every role may call `plain` from here on: EXECUTE
