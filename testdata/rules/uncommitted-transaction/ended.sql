-- migration: 1_shop.sql
BEGIN;
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
END;
-- migration: 2_try.sql
START TRANSACTION;
DROP TABLE orders;
ROLLBACK;
-- migration: 3_index.sql
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
