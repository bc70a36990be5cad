-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
DO $$
BEGIN
    CREATE TYPE order_state AS ENUM ('open', 'done');
EXCEPTION WHEN duplicate_object THEN
    RAISE NOTICE 'it is there';
END;
$$;
DO $$
BEGIN
    PERFORM 1 FROM orders;
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'nothing was changed anyway';
END;
$$;
