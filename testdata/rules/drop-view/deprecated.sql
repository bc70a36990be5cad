-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE VIEW deprecated_orders AS SELECT id FROM orders;
CREATE VIEW old_orders AS SELECT id FROM orders;
COMMENT ON VIEW old_orders IS 'Deprecated: read orders.';
CREATE VIEW new_orders AS SELECT id FROM orders;
-- migration: 2_drop.sql
DROP VIEW deprecated_orders;
DROP VIEW old_orders;
DROP VIEW new_orders; -- want drop-view: `new_orders`
