-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE items (id bigint PRIMARY KEY, note text);
CREATE TABLE carts (id bigint PRIMARY KEY, note text);
CREATE TABLE version (id boolean PRIMARY KEY DEFAULT true CHECK (id), n int);
CREATE TABLE orders_new (id bigint PRIMARY KEY, note text);
CREATE FUNCTION into_both() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO orders_new VALUES (NEW.id, NEW.note) ON CONFLICT DO NOTHING; RETURN NEW; END $$;
CREATE TRIGGER into_both AFTER INSERT ON orders FOR EACH ROW EXECUTE FUNCTION into_both();
-- migration: 2_copy.sql
INSERT INTO orders_new SELECT * FROM orders ON CONFLICT DO NOTHING;
-- migration: 3_swap.sql
BEGIN;
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;
COMMIT;
-- migration: 4_backup_that_stays.sql
CREATE TABLE items_backup AS SELECT * FROM items;
ALTER TABLE items RENAME TO lines;
-- migration: 5_one_row.sql
CREATE TABLE version_new AS SELECT * FROM version;
ALTER TABLE version RENAME TO version_old;
ALTER TABLE version_new RENAME TO version;
-- migration: 6_new_itself.sql
CREATE TABLE drafts (id bigint);
CREATE TABLE drafts_new AS SELECT * FROM drafts;
DROP TABLE drafts;
ALTER TABLE drafts_new RENAME TO drafts;
-- migration: 7_another_source.sql
CREATE TABLE lines_new AS SELECT * FROM items_backup;
BEGIN;
ALTER TABLE lines RENAME TO lines_old;
ALTER TABLE lines_new RENAME TO lines;
COMMIT;
-- migration: 8_caught_up.sql
CREATE TABLE carts_new (LIKE carts INCLUDING ALL);
INSERT INTO carts_new SELECT * FROM carts;
ALTER TABLE carts RENAME TO carts_old;
ALTER TABLE carts_new RENAME TO carts;
INSERT INTO carts SELECT * FROM carts_old ON CONFLICT DO NOTHING;
