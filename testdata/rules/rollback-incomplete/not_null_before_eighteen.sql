-- Below PostgreSQL 18 a NOT NULL has no name: what is called so is a CHECK, whoever made it.
-- config: layout = "golang-migrate"
-- config: pg-version = 15
-- migration: 1_drop.up.sql
ALTER TABLE orders DROP CONSTRAINT orders_b_not_null;
-- migration: 1_drop.down.sql
SELECT 1; -- want rollback-incomplete: the way back does not lead back: the constraint `orders.orders_b_not_null` is not there again
