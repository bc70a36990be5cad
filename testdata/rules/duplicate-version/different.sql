-- config: layout = "golang-migrate"
-- migration: 7_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 7_orders.down.sql
DROP TABLE orders;
-- migration: 8_orders.up.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 8_orders.down.sql
DROP TABLE carts;
