-- migration: 1_orders.sql
BEGIN;
CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, user_id bigint NOT NULL);
CREATE INDEX orders_user_id_idx ON orders (user_id);
COMMIT;
-- migration: 2_again.sql
CREATE TEMP TABLE picked AS SELECT id FROM orders LIMIT 10;
CREATE INDEX ON picked (id);
CREATE INDEX IF NOT EXISTS orders_user_id_idx ON orders (user_id);
