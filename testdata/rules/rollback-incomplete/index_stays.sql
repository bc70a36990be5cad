-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_state.up.sql
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
-- migration: 2_state.down.sql
DROP INDEX CONCURRENTLY IF EXISTS orders_states_idx; -- want rollback-incomplete: the index `orders_state_idx` stays
