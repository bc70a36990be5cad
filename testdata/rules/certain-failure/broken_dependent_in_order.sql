-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state varchar(20), note text);
CREATE VIEW open_orders AS SELECT id, state FROM orders;
CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
CREATE INDEX ON lines (order_id);
-- migration: 2_columns.sql
ALTER TABLE orders DROP COLUMN note;
DROP VIEW open_orders;
ALTER TABLE orders ALTER COLUMN state TYPE text;
DROP TABLE lines, orders;
