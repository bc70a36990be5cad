-- In a transaction no build begins, so that none is cut short.
-- config: layout = "sqlx"
-- migration: 0001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, place text);
-- migration: 0002_place.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_place ON orders (place); -- want concurrently-in-transaction: CREATE INDEX CONCURRENTLY
