-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
CREATE TABLE carts (id bigint PRIMARY KEY, note text);
CREATE INDEX orders_note ON orders (note);
CREATE INDEX orders_state ON orders (state);
CREATE INDEX carts_note ON carts (note);
-- migration: 2_drop.sql
DROP INDEX orders_note; -- want drop-index-not-concurrent: blocks every read and write to `orders`
DROP INDEX carts_note; -- want drop-index-not-concurrent: blocks every read and write to `carts`
DROP INDEX orders_state;
