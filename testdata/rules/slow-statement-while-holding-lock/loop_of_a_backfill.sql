-- config: layout = "golang-migrate"
-- The loop reads what it changes, of which ddl-and-backfill-same-transaction speaks.
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, kind text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_state.up.sql
ALTER TABLE orders ADD COLUMN state text;
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT kind FROM orders LOOP
        UPDATE orders SET state = one.kind WHERE kind = one.kind; -- want ddl-and-backfill-same-transaction: blocks every read and write to `orders`
    END LOOP;
END $$;
-- migration: 2_state.down.sql
ALTER TABLE orders DROP COLUMN state;
