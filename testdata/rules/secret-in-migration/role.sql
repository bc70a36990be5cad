CREATE USER app WITH LOGIN ENCRYPTED PASSWORD 's3cr3t-of-the-shop'; -- want secret-in-migration: the password of a role stands in the migration
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reporting') THEN
        CREATE ROLE reporting LOGIN PASSWORD 'reporting1'; -- want secret-in-migration: the password of a role
    END IF;
END
$$;
