-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_delete.sql
DELETE FROM orders WHERE state = 'test';
DELETE FROM orders USING customers c WHERE c.id = orders.id AND true;
