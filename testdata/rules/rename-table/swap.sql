-- migration: 1_shop.sql
CREATE TABLE orders (id integer PRIMARY KEY);
CREATE TABLE carts (id integer PRIMARY KEY);
-- migration: 2_copy.sql
CREATE TABLE orders_new (id bigint PRIMARY KEY);
-- migration: 3_swap.sql
BEGIN;
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;
COMMIT;
-- migration: 4_again.sql
ALTER TABLE carts RENAME TO carts_old;
CREATE TABLE carts (id bigint PRIMARY KEY);
