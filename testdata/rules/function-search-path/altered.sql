-- migration: 1_f.sql
CREATE FUNCTION purge() RETURNS void LANGUAGE sql AS $$ DELETE FROM sessions WHERE until < now() $$;
-- migration: 2_definer.sql
ALTER FUNCTION purge() SECURITY DEFINER; -- want function-search-path: becomes SECURITY DEFINER
