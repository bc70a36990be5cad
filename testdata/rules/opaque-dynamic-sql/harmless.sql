-- migration: 1_rights.sql
DO $$
DECLARE f text;
BEGIN
    FOR f IN SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM anon', f);
        EXECUTE 'GRANT EXECUTE ON FUNCTION ' || f || ' TO app';
        EXECUTE format('ALTER FUNCTION %s OWNER TO app;', f);
        EXECUTE format('COMMENT ON FUNCTION %s IS %L', f, 'checked');
    END LOOP;
END $$;
-- migration: 2_tables.sql
DO $$
DECLARE t text;
BEGIN
    FOR t IN SELECT relname FROM pg_class LOOP
        EXECUTE format('REVOKE ALL ON TABLE %I FROM app', t); -- want opaque-dynamic-sql
    END LOOP;
END $$;
-- migration: 3_several.sql
DO $$
DECLARE t text;
BEGIN
    FOR t IN SELECT relname FROM pg_class LOOP
        EXECUTE 'GRANT SELECT ON ' || t || ' TO app; DROP TABLE ' || t; -- want opaque-dynamic-sql
    END LOOP;
END $$;
