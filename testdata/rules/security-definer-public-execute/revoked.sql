-- config: [rules.security-definer-public-execute]
-- config: severity = "warning"
-- migration: 1_f.sql
CREATE FUNCTION purge() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ DELETE FROM public.sessions $$;
-- migration: 2_rights.sql
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
