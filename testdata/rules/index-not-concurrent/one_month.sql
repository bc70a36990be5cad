-- A number that many files share is no release: here it is a month.
-- config: layout = "plain"
-- migration: 2024-01-05T10-00-00_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, v int);
-- migration: 2024-01-28T10-00-00_index.sql
CREATE INDEX orders_v ON orders (v); -- want index-not-concurrent: blocks every write to `orders`
