-- migration: 20230105100000_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE coupons (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY);
-- migration: 20240105100000_drop.sql
DROP TABLE orders; -- want drop-without-archive: destroys `orders` with its rows
DROP TABLE IF EXISTS coupons, carts CASCADE; -- want drop-without-archive: destroys `coupons` and `carts` with their rows
DROP TABLE never_seen; -- want drop-without-archive: destroys `never_seen`
