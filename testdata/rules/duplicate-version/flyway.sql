-- config: layout = "flyway"
-- migration: V2__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY); -- want duplicate-version: has the version 2 of
-- migration: V2.0__carts.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
