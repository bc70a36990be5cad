-- What compares whole rows fails since the first one.
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, paid json); -- want json-type: `orders.paid`
-- migration: 2_more.sql
ALTER TABLE orders ADD COLUMN sent json;
