-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_index.sql
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_indexes WHERE indexname = 'orders_note_idx') THEN
        CREATE INDEX orders_note_idx ON orders (note); -- want index-not-concurrent: blocks every write to `orders`
    END IF;
END
$$;
