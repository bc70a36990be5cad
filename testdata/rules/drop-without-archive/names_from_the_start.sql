-- migration: 20230105100000_shop.sql
CREATE TABLE changes (id int PRIMARY KEY, old_val text, new_val text, note text);
CREATE TABLE old_prices (id int PRIMARY KEY, price numeric);
CREATE TABLE prices (id int PRIMARY KEY, price numeric);
CREATE TABLE prices_backup AS SELECT * FROM prices;
-- migration: 20230205100000_rename.sql
ALTER TABLE changes RENAME COLUMN note TO note_old;
-- migration: 20240105100000_drop.sql
ALTER TABLE changes DROP COLUMN old_val; -- want drop-without-archive: destroys the values of `changes.old_val`
ALTER TABLE changes DROP COLUMN note_old;
DROP TABLE old_prices; -- want drop-without-archive: destroys `old_prices` with its rows
DROP TABLE prices_backup;
