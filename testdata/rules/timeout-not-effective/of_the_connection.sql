-- config: layout = "drizzle"
-- migration: 0001_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 0002_state.sql
ALTER TABLE orders ADD COLUMN paid boolean;
ALTER TABLE carts ADD COLUMN paid boolean;
COMMIT;
SET lock_timeout = 0;
CREATE INDEX CONCURRENTLY orders_state ON orders (state);
SET lock_timeout = '5s';
