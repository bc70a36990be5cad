-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
PREPARE open_orders AS SELECT id FROM orders WHERE state = 'open';
EXECUTE open_orders;
DEALLOCATE open_orders;
