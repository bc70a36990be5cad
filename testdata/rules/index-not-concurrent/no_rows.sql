-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 2_state.sql
ALTER TABLE orders ADD COLUMN state text NOT NULL;
CREATE INDEX orders_state ON orders (state);
ALTER TABLE carts ADD COLUMN state text NOT NULL DEFAULT 'new';
CREATE INDEX carts_state ON carts (state); -- want index-not-concurrent: blocks every write to `carts`
