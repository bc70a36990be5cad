-- A CHECK that a statement made is no NOT NULL, whatever it is called.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text, b text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_add.up.sql
ALTER TABLE orders ADD CONSTRAINT orders_b_not_null CHECK (b IS NOT NULL AND b <> '') NOT VALID;
-- migration: 2_add.down.sql
ALTER TABLE orders DROP CONSTRAINT orders_b_not_null;
-- migration: 3_drop.up.sql
ALTER TABLE orders DROP CONSTRAINT orders_b_not_null;
-- migration: 3_drop.down.sql
SELECT 1; -- want rollback-incomplete: the way back does not lead back: the constraint `orders.orders_b_not_null` is not there again
