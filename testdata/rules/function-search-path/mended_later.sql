-- migration: 1_f.sql
CREATE FUNCTION purge() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ DELETE FROM sessions WHERE until < now() $$;
CREATE FUNCTION gone() RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ DELETE FROM sessions $$;
-- migration: 2_mended.sql
ALTER FUNCTION purge() SET search_path = public, pg_temp;
DROP FUNCTION gone();
