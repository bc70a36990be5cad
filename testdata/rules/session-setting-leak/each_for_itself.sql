-- config: layout = "sqlx"
-- migration: 1_orders.sql
SET search_path = shop;
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_notes.sql
SET search_path = shop;
CREATE TABLE notes (id bigint PRIMARY KEY);
-- migration: 3_carts.sql
SET search_path = shop;
CREATE TABLE carts (id bigint PRIMARY KEY);
