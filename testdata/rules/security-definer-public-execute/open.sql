-- config: [rules.security-definer-public-execute]
-- config: severity = "warning"
CREATE FUNCTION purge() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ DELETE FROM public.sessions $$; -- want security-definer-public-execute: every role may call `purge`
