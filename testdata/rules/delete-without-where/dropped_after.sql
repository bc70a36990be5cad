-- migration: 1_shop.sql
CREATE TABLE carts (id bigint PRIMARY KEY);
CREATE TABLE lines (id bigint PRIMARY KEY);
-- migration: 2_drop.sql
DELETE FROM carts;
DROP TABLE carts;
DELETE FROM lines; -- want delete-without-where: deletes every row of `lines`
