-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE columns (table_name text, column_name text);
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE VIEW open_orders AS SELECT id FROM orders;
-- migration: 2_gone.sql
DROP TABLE carts;
DELETE FROM columns WHERE table_name = 'carts';
-- migration: 3_made_anew.sql
DROP VIEW open_orders;
DELETE FROM columns WHERE table_name = 'open_orders'; -- want slow-statement-while-holding-lock: blocks every read and write to `open_orders` while rows of `columns` are changed
CREATE VIEW open_orders AS SELECT id, state FROM orders;
