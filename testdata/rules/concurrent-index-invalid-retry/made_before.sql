-- An earlier migration has built it for certain: this one finds it there.
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_state.sql
CREATE INDEX orders_state ON orders (state);
-- migration: 3_again.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state ON orders (state);
-- migration: 4_beside_the_traffic.sql
CREATE INDEX CONCURRENTLY orders_id_state ON orders (id, state);
-- migration: 5_once_more.sql
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_id_state ON orders (id, state); -- want concurrent-index-invalid-retry: the next run takes the invalid index `orders_id_state`
