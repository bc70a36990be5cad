-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_flags.sql
UPDATE pg_attribute SET attnotnull = true WHERE attrelid = 'orders'::regclass; -- want system-catalog-write: updates `pg_attribute`
DO $$
BEGIN
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_pkey'::regclass; -- want system-catalog-write: `pg_index`
END $$;
UPDATE pg_attribute SET attnotnull = true WHERE attrelid = 'lines'::regclass;
