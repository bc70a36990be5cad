-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE items (id bigint PRIMARY KEY, note text);
CREATE TABLE carts (id bigint PRIMARY KEY, note text);
CREATE TABLE lines (id bigint PRIMARY KEY, note text);
CREATE TABLE notes (id bigint PRIMARY KEY, note text);
CREATE TABLE marks (id bigint PRIMARY KEY, note text);
-- migration: 2_locked.sql
BEGIN;
LOCK TABLE orders IN SHARE MODE;
CREATE TABLE orders_new AS SELECT * FROM orders;
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;
COMMIT;
-- migration: 3_rest_under_lock.sql
CREATE TABLE items_new AS SELECT * FROM items;
BEGIN;
LOCK TABLE items IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO items_new SELECT * FROM items WHERE id NOT IN (SELECT id FROM items_new);
DROP TABLE items;
ALTER TABLE items_new RENAME TO items;
COMMIT;
-- migration: 4_altered_first.sql
BEGIN;
ALTER TABLE carts RENAME TO carts_old;
CREATE TABLE carts_new AS SELECT * FROM carts_old;
ALTER TABLE carts_new RENAME TO carts;
COMMIT;
-- migration: 5_unfilled.sql
CREATE TABLE lines_new AS SELECT * FROM lines WITH NO DATA;
CREATE TABLE notes_new AS SELECT * FROM notes LIMIT 0;
CREATE TABLE marks_new AS SELECT * FROM marks WHERE 1 = 0;
-- migration: 6_unfilled.sql
BEGIN;
ALTER TABLE lines RENAME TO lines_old;
ALTER TABLE lines_new RENAME TO lines;
ALTER TABLE notes RENAME TO notes_old;
ALTER TABLE notes_new RENAME TO notes;
ALTER TABLE marks RENAME TO marks_old;
ALTER TABLE marks_new RENAME TO marks;
COMMIT;
