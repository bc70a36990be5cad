-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 1_shop.down.sql
DROP TABLE orders;
-- migration: 2_drop.up.sql
DROP INDEX CONCURRENTLY orders_state_idx;
-- migration: 2_drop.down.sql
CREATE INDEX orders_state_idx ON orders (state); -- want rollback-unsafe-lock: the way back blocks every write to `orders` while `orders` is indexed
