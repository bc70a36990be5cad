CREATE FUNCTION audit_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit AFTER UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION audit()', target);
END
$$;
SELECT audit_table('orders'); -- want opaque-dynamic-sql: `audit_table` makes up its statements
CALL partman.run_maintenance_proc(); -- want opaque-dynamic-sql: `partman.run_maintenance_proc`
