-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, state text);
CREATE TABLE customers (id bigint PRIMARY KEY, name text);
CREATE FUNCTION forget(gone bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM orders WHERE id = gone;
END $$;
-- migration: 2_once.sql
DO $$
DECLARE found bigint; wanted text := 'paid';
BEGIN
    SELECT id INTO found FROM customers WHERE name = 'x';
    DELETE FROM orders WHERE customer_id = found;
    UPDATE orders SET state = 'x' WHERE id = found;
    UPDATE orders SET state = 'y' WHERE state = wanted; -- want unbatched-backfill: updates every row of `orders` that matches
    UPDATE orders SET state = 'z' WHERE id = customer_id; -- want unbatched-backfill: updates every row of `orders` that matches
END $$;
SELECT forget(5);
-- migration: 3_for_each.sql
SELECT forget(id) FROM customers; -- want unbatched-backfill: the call of `forget` deletes every row of `orders` that matches
DO $$
DECLARE found bigint;
BEGIN
    FOR found IN SELECT id FROM customers LOOP
        DELETE FROM orders WHERE id = found; -- want unbatched-backfill: deletes every row of `orders` that matches
    END LOOP;
END $$;
