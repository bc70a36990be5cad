-- migration: 1_helper.sql
CREATE FUNCTION audit_table(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER audit AFTER UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION audit()', target);
END
$$;
-- migration: 2_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
SELECT audit_table('orders'); -- want opaque-dynamic-sql: `audit_table` makes up its statements
-- migration: 3_lines.sql
CREATE TABLE lines (id bigint PRIMARY KEY);
SELECT audit_table('lines');
