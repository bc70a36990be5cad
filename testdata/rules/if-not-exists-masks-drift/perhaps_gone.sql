-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, bucket bigint, catalog bigint, name text);
CREATE UNIQUE INDEX orders_bucket ON orders (bucket);
CREATE UNIQUE INDEX orders_name ON orders (name);
-- migration: 2_catalog.sql
DO $$
DECLARE
    many bool = COALESCE(current_setting('shop.many', true), 'false')::boolean;
BEGIN
    IF many THEN
        RETURN;
    END IF;
    DROP INDEX IF EXISTS orders_bucket;
    CREATE UNIQUE INDEX IF NOT EXISTS orders_bucket ON orders (catalog, name);
    CREATE UNIQUE INDEX IF NOT EXISTS orders_name ON orders (catalog, name); -- want if-not-exists-masks-drift: the index `orders_name` is there already, on other columns
END $$;
-- migration: 3_schema.sql
CREATE TABLE storage.tables (id bigint PRIMARY KEY, bucket bigint, catalog bigint);
CREATE INDEX tables_bucket ON storage.tables (bucket);
-- migration: 4_schema.sql
DROP INDEX IF EXISTS tables_bucket;
CREATE INDEX IF NOT EXISTS tables_bucket ON storage.tables (catalog, bucket);
