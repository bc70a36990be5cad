-- The names are those of the time.
-- migration: 1_orders.sql
CREATE SCHEMA old;
CREATE TABLE orders (id bigint PRIMARY KEY, place text, item text);
CREATE INDEX orders_place ON orders (place, item);
-- migration: 2_again.sql
CREATE INDEX CONCURRENTLY orders_place_only ON orders (place); -- want redundant-index: `orders_place_only` on `orders` finds nothing that `orders_place` does not find
-- migration: 3_move.sql
ALTER TABLE orders SET SCHEMA old;
ALTER INDEX old.orders_place RENAME TO places;
