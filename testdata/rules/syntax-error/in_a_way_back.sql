-- config: layout = "golang-migrate"
-- migration: 1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_orders.down.sql
DROP TABLE orders CASCADE CASCADE; -- want syntax-error: the way back cannot run: syntax error at or near "CASCADE"
