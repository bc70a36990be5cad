-- A function of that name takes its place, and nothing says that the old one was there.
DROP FUNCTION IF EXISTS confirm(id bigint) CASCADE;
CREATE OR REPLACE FUNCTION confirm(id bigint, grp bigint) RETURNS bigint LANGUAGE sql AS $$ SELECT id + grp $$;
