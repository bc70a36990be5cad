-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
COMMIT;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
BEGIN;
