-- A function turns it on, for tables that nobody can name here.
-- migration: 1_all.sql
CREATE FUNCTION protect() RETURNS void LANGUAGE plpgsql AS $$
DECLARE found record;
BEGIN
    FOR found IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', found.schemaname, found.tablename);
    END LOOP;
END
$$;
CREATE TABLE orders (id bigint PRIMARY KEY, owner_name text);
SELECT protect();
-- migration: 2_policy.sql
CREATE POLICY own ON orders USING (owner_name = current_user);
