-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_index.sql
SET lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN a text;
SET lock_timeout = 0;
CREATE INDEX CONCURRENTLY orders_a_idx ON orders (a);
-- migration: 3_index.sql
SET lock_timeout = '5s';
RESET lock_timeout;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
