-- config: [rules.security-definer-public-execute]
-- config: severity = "warning"
CREATE PROCEDURE purge() LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ DELETE FROM public.sessions $$; -- want security-definer-public-execute:
REVOKE EXECUTE ON PROCEDURE purge() FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE purge() TO PUBLIC;
