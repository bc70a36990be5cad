-- A name that nothing ever had is not missing afterwards: the way back fails.
-- config: layout = "golang-migrate"
-- config: pg-version = 15
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int, feels text NOT NULL);
CREATE VIEW seen AS SELECT id FROM orders;
-- migration: 1_shop.down.sql
DROP TABLE orders CASCADE;
-- migration: 2_index.up.sql
CREATE UNIQUE INDEX orders_a ON orders (a);
-- migration: 2_index.down.sql
ALTER TABLE orders DROP CONSTRAINT orders_a; -- want rollback-incomplete: the way back fails here: constraint "orders_a" of relation "orders" does not exist
-- migration: 3_table.up.sql
CREATE TABLE users (id bigint PRIMARY KEY);
-- migration: 3_table.down.sql
DROP TABLE "public.users"; -- want rollback-incomplete: the way back fails here: table "public.users" does not exist
-- migration: 4_not_null.up.sql
ALTER TABLE orders ADD COLUMN c text NOT NULL DEFAULT '';
-- migration: 4_not_null.down.sql
ALTER TABLE orders RENAME CONSTRAINT orders_c_not_null TO x; -- want rollback-incomplete: the way back fails here: constraint "orders_c_not_null" for table "orders" does not exist
-- migration: 5_kind.up.sql
CREATE VIEW again AS SELECT * FROM orders;
-- migration: 5_kind.down.sql
DROP VIEW IF EXISTS orders; -- want rollback-incomplete: the way back fails here: "orders" is not a view
-- migration: 6_key.up.sql
ALTER TABLE orders ADD CONSTRAINT key UNIQUE (b);
-- migration: 6_key.down.sql
ALTER TABLE orders DROP CONSTRAINT key;
-- migration: 7_in_case.up.sql
ALTER TABLE orders ADD COLUMN d text;
-- migration: 7_in_case.down.sql
ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_d_key, DROP COLUMN d;
DROP TABLE IF EXISTS nobody;
