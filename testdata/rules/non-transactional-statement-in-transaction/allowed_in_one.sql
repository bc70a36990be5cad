-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 2_tidy.sql
ANALYZE orders;
CLUSTER orders USING orders_pkey;
REINDEX TABLE orders;
CREATE SUBSCRIPTION reports CONNECTION 'host=reports' PUBLICATION shop WITH (connect = false);
CREATE INDEX CONCURRENTLY orders_id_idx ON orders (id); -- want concurrently-in-transaction: CREATE INDEX CONCURRENTLY
