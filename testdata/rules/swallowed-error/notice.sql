-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS vector;
    CREATE TABLE IF NOT EXISTS embeddings (id bigint PRIMARY KEY, content text);
    CREATE INDEX IF NOT EXISTS embeddings_content_idx ON embeddings (content);
EXCEPTION WHEN OTHERS THEN -- want swallowed-error: if `CREATE EXTENSION IF NOT EXISTS vector` fails, the migration counts as applied without it and without the 2 statements beside it
    RAISE NOTICE 'could not create the extension, ignoring this migration';
END;
$$ LANGUAGE plpgsql;
