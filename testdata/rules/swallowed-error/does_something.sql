-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
DO $$
BEGIN
    CREATE INDEX orders_state_idx ON orders USING hash (state);
EXCEPTION WHEN OTHERS THEN
    CREATE INDEX orders_state_idx ON orders (state);
END;
$$;
DO $$
BEGIN
    ALTER TABLE orders ADD COLUMN note text;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'it failed';
    RAISE;
END;
$$;
DO $$
BEGIN
    ALTER TABLE orders ADD COLUMN memo text;
EXCEPTION WHEN OTHERS THEN
    RAISE EXCEPTION 'it failed: %', SQLERRM;
END;
$$;
