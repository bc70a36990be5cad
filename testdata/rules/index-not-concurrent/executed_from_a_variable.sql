-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_index.sql
DO $$
DECLARE
    command text := 'CREATE INDEX orders_state ON orders (state)'; -- want index-not-concurrent: blocks every write to `orders`
    later text;
    other text;
    built text := 'CREATE INDEX a';
BEGIN
    RAISE NOTICE 'running %', command;
    EXECUTE command;
    later := 'CREATE INDEX orders_note ON orders (note)'; -- want index-not-concurrent: blocks every write to `orders`
    EXECUTE later;
    EXECUTE later;
    other := 'CREATE INDEX one ON orders (id, state)';
    other := 'CREATE INDEX two ON orders (id, note)';
    EXECUTE other;
    built := built || ' ON orders (state)';
    EXECUTE built;
END $$;
