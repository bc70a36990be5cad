-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_loops.sql
DO $$
DECLARE found_order record;
BEGIN
    FOR found_order IN SELECT id FROM orders LOOP
        UPDATE orders SET note = 'x' WHERE id = found_order.id; -- want unbatched-backfill: updates every row of `orders` that matches
    END LOOP;
END $$;
DO $$
BEGIN
    LOOP
        DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 1000); -- want unbatched-backfill: deletes every row of `orders` that matches
        EXIT WHEN NOT FOUND;
    END LOOP;
END $$;
DO $$
BEGIN
    LOOP
        DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE note IS NULL LIMIT 1000);
        EXIT WHEN NOT FOUND;
        COMMIT;
    END LOOP;
END $$;
DO $$
BEGIN
    FOR number IN 1..10 LOOP
        DELETE FROM orders WHERE id = number;
    END LOOP;
END $$;
