-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text, status text);
CREATE TABLE orders_new (id bigint PRIMARY KEY);
-- migration: 2_forgotten.sql
ALTER TABLE orders_new RENAME TO orders; -- want certain-failure: fails: relation "orders" already exists
ALTER TABLE orders RENAME COLUMN state TO status; -- want certain-failure: fails: column "status" of relation "orders" already exists
-- migration: 3_swapped.sql
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;
-- migration: 4_columns.sql
ALTER TABLE orders_old DROP COLUMN status;
ALTER TABLE orders_old RENAME COLUMN state TO status;
