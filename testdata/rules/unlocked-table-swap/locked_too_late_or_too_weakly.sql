-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE items (id bigint PRIMARY KEY, note text);
CREATE TABLE carts (id bigint PRIMARY KEY, note text);
-- migration: 2_weak.sql
BEGIN;
LOCK TABLE orders IN SHARE UPDATE EXCLUSIVE MODE;
CREATE TABLE orders_new AS SELECT * FROM orders;
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders; -- want unlocked-table-swap: it stays behind in `orders_old`
COMMIT;
-- migration: 3_late.sql
BEGIN;
CREATE TABLE items_new AS SELECT * FROM items;
LOCK TABLE items IN SHARE MODE;
ALTER TABLE items RENAME TO items_old;
ALTER TABLE items_new RENAME TO items; -- want unlocked-table-swap: it stays behind in `items_old`
COMMIT;
-- migration: 4_let_go.sql
BEGIN;
SAVEPOINT a;
LOCK TABLE carts IN SHARE MODE;
ROLLBACK TO a;
CREATE TABLE carts_new AS SELECT * FROM carts;
ALTER TABLE carts RENAME TO carts_old;
ALTER TABLE carts_new RENAME TO carts; -- want unlocked-table-swap: it stays behind in `carts_old`
COMMIT;
