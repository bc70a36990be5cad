-- A copy that goes with the same migration has kept nothing, unless something was taken from it before.
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, place text);
CREATE TABLE items (id bigint PRIMARY KEY, note text);
CREATE TABLE visits (id bigint PRIMARY KEY, note text);
CREATE TABLE kept (id bigint PRIMARY KEY, note text);
-- migration: 2_copies.sql
CREATE TABLE orders_backup AS SELECT * FROM orders;
ALTER TABLE orders DROP COLUMN note; -- want drop-without-archive: destroys the values of `orders.note`
DROP TABLE orders_backup;
CREATE TABLE items_backup AS SELECT * FROM items;
DROP TABLE items; -- want drop-without-archive: destroys `items` with its rows
DROP TABLE items_backup;
CREATE TEMPORARY TABLE visits_backup AS SELECT * FROM visits;
DROP TABLE visits; -- want drop-without-archive: running code that still uses `visits` fails from here on
INSERT INTO kept SELECT id, note FROM visits_backup;
DROP TABLE visits_backup;
CREATE TABLE places AS SELECT id, place FROM orders;
ALTER TABLE orders DROP COLUMN place; -- want drop-without-archive: running code that still reads or writes `orders.place` fails from here on
ALTER TABLE places RENAME TO order_places;
-- migration: 3_alike.sql
CREATE TABLE kept_alike AS SELECT * FROM kept WHERE false;
ALTER TABLE kept DROP COLUMN note; -- want drop-without-archive: destroys the values of `kept.note`
