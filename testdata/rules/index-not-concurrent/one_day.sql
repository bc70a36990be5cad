-- A step that another one goes on with belongs to it, and another of the same day does not.
-- config: layout = "plain"
-- migration: 20240105-orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, v int);
-- migration: 20240105-orders-keys.sql
CREATE INDEX orders_v ON orders (v);
-- migration: 20240105-other.sql
CREATE INDEX orders_w ON orders (v, id); -- want index-not-concurrent: blocks every write to `orders`
