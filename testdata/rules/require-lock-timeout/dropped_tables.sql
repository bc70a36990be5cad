-- config: layout = "sqlx"
-- Nobody is to use a table that is dropped: a transaction that locks it and one other waits for one.
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE coupons (id bigint PRIMARY KEY);
-- migration: 2_carts.sql
DROP TABLE carts;
ALTER TABLE customers ADD COLUMN note text;
-- migration: 3_coupons.sql
ALTER TABLE customers ADD COLUMN remark text;
DROP TABLE IF EXISTS coupons;
