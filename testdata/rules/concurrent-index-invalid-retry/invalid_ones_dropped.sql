-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_state.sql
DO $$
DECLARE
    broken record;
BEGIN
    FOR broken IN
        SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
        WHERE relname IN ('orders_state_idx') AND NOT indisvalid
    LOOP
        EXECUTE format('DROP INDEX %I', broken.relname);
    END LOOP;
END $$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state);
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note_idx ON orders (note); -- want concurrent-index-invalid-retry: `orders_note_idx`
