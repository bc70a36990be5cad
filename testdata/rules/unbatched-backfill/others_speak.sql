-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_lock.sql
ALTER TABLE orders ADD COLUMN note text;
UPDATE orders SET note = '' WHERE note IS NULL; -- want ddl-and-backfill-same-transaction: blocks
-- migration: 3_all.sql
UPDATE orders SET state = 'open' WHERE true; -- want update-without-where: rewrites every row
-- migration: 4_new.sql
CREATE TABLE fresh (id bigint PRIMARY KEY, state text);
UPDATE fresh SET state = 'open' WHERE state IS NULL;
