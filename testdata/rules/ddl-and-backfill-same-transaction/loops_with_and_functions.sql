-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE FUNCTION fill_notes() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE orders SET note = 'x'; END $$;
-- migration: 2_loop.sql
ALTER TABLE orders ADD COLUMN kind integer;
DO $$
BEGIN
    LOOP
        UPDATE orders SET kind = 1 WHERE id IN (SELECT id FROM orders WHERE kind IS NULL LIMIT 1000); -- want ddl-and-backfill-same-transaction: blocks every read and write to `orders` while its rows are updated
        EXIT WHEN NOT FOUND;
    END LOOP;
END $$;
-- migration: 3_with.sql
ALTER TABLE orders ADD COLUMN state integer;
WITH changed AS (UPDATE orders SET state = 1 RETURNING 1) SELECT 1; -- want ddl-and-backfill-same-transaction: while its rows are changed
-- migration: 4_call.sql
ALTER TABLE orders ADD COLUMN town text;
SELECT fill_notes(); -- want ddl-and-backfill-same-transaction: while its rows are changed
-- migration: 5_few.sql
ALTER TABLE orders ADD COLUMN street text;
DO $$ BEGIN FOR number IN 1..10 LOOP UPDATE orders SET street = '' WHERE id = number; END LOOP; END $$;
