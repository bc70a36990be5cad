-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, note text);
-- migration: 2_backfill.sql
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM orders WHERE state IS NULL) THEN
        UPDATE orders SET state = 'new' WHERE state IS NULL; -- want unbatched-backfill: updates every row of `orders` that matches
    END IF;
    IF EXISTS (SELECT 1 FROM orders WHERE id = 1) THEN
        UPDATE orders SET state = 'new' WHERE id = 1;
    END IF;
END $$;
