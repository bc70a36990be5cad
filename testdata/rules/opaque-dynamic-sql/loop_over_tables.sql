DO $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT conname, conrelid::regclass AS tbl FROM pg_constraint WHERE contype = 'f' LOOP
        EXECUTE 'ALTER TABLE ' || r.tbl || ' DROP CONSTRAINT ' || quote_ident(r.conname); -- want opaque-dynamic-sql: made up as it runs (2 places in this block)
        EXECUTE format('ALTER TABLE %s ADD COLUMN old int', r.tbl);
    END LOOP;
END
$$;
