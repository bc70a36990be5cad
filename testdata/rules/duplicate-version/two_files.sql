-- config: layout = "golang-migrate"
-- migration: 7_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY); -- want duplicate-version: has the version 7 of
-- migration: 7_orders.down.sql
DROP TABLE orders;
-- migration: 7_carts.up.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 7_carts.down.sql
DROP TABLE carts;
