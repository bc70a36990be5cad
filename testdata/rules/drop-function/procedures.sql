-- migration: 1_functions.sql
CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
-- migration: 2_drop.sql
DROP PROCEDURE tidy(); -- want drop-function: still calls `tidy` and `elsewhere.helper` fails
DROP ROUTINE elsewhere.helper;
