-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
DO $$
DECLARE
    old text;
BEGIN
    BEGIN
        ALTER TABLE orders ADD COLUMN note text;
    EXCEPTION
        WHEN duplicate_column THEN
            NULL;
        WHEN OTHERS THEN -- want swallowed-error: if `ALTER TABLE orders ADD COLUMN note text` fails
            NULL;
    END;
    SELECT state INTO old FROM orders WHERE id = 1;
END;
$$;
