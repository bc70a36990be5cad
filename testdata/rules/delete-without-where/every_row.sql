-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_delete.sql
DELETE FROM orders; -- want delete-without-where: deletes every row of `orders`
DELETE FROM elsewhere WHERE 1=1; -- want delete-without-where: deletes every row of `elsewhere`
