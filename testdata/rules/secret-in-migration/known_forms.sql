-- migration: 1_function.sql
CREATE FUNCTION remove(path text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    key text := 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2lnbmVk'; -- want secret-in-migration: a JSON Web Token stands in the migration
BEGIN
    RETURN key || path;
END
$$;
-- The key of whoever is not signed in is public, and two parts are no token.
CREATE FUNCTION shown() RETURNS text LANGUAGE sql AS $$
    SELECT 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmVk' || 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0'
$$;
-- migration: 2_setting.sql
DO $$
BEGIN
    PERFORM set_config('app.token', 'glpat-3kTz9-Qm_pL0x8RvBn2w', false); -- want secret-in-migration: a GitLab token
    PERFORM set_config('app.example', 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', false);
END
$$;
-- migration: 3_key.sql
CREATE TABLE keys (id int PRIMARY KEY, pem text);
INSERT INTO keys (id, pem) VALUES (1, '-----BEGIN RSA PRIVATE KEY----- MIIB'); -- want secret-in-migration: a private key
