-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, tags text[], state text);
UPDATE orders SET tags[1] = 'a', tags [2] = 'b';
