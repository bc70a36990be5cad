-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE VIEW ids AS SELECT id FROM orders;
CREATE INDEX orders_id ON orders (id);
CREATE FUNCTION count_orders() RETURNS bigint LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM orders); END';
-- migration: 2_rename.sql
ALTER TABLE orders RENAME TO purchases; -- want rename-table: running code that still says `orders` fails
ALTER VIEW ids RENAME TO order_ids; -- want rename-table: running code that still says `ids` fails
ALTER TABLE sales.legacy RENAME TO elder; -- want rename-table: running code that still says `sales.legacy` fails
ALTER INDEX orders_id RENAME TO purchases_id;
