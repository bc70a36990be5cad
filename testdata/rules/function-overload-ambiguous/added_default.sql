-- migration: 1_functions.sql
CREATE FUNCTION a(x int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE b(x int) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
-- migration: 2_functions.sql
CREATE OR REPLACE FUNCTION a(x int, y text DEFAULT '') RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want function-overload-ambiguous: `a(…)` fails from here on
CREATE PROCEDURE b(x int, y int DEFAULT 1, z int DEFAULT 2) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$; -- want function-overload-ambiguous: `b(…)`
