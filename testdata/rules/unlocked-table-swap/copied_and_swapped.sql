-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE TABLE items (id bigint PRIMARY KEY, note text);
CREATE TABLE carts (id bigint PRIMARY KEY, note text);
CREATE TABLE events (id bigint, at date NOT NULL);
-- migration: 2_one_transaction.sql
BEGIN;
CREATE TABLE orders_new AS SELECT * FROM orders;
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders; -- want unlocked-table-swap: what others write to `orders` from the beginning of the copy to this rename is missing from it afterwards: it stays behind in `orders_old`
COMMIT;
-- migration: 3_dropped.sql
CREATE TABLE items_new (LIKE items INCLUDING ALL);
INSERT INTO items_new SELECT * FROM items;
DROP TABLE items;
ALTER TABLE items_new RENAME TO items; -- want unlocked-table-swap: it goes with the old table
-- migration: 4_new.sql
CREATE TABLE carts_new (LIKE carts INCLUDING ALL);
-- migration: 5_copy.sql
INSERT INTO carts_new SELECT * FROM carts WHERE note IS NOT NULL;
-- migration: 6_swap.sql
BEGIN;
LOCK TABLE carts;
ALTER TABLE carts RENAME TO carts_old;
ALTER TABLE carts_new RENAME TO carts; -- want unlocked-table-swap: it stays behind in `carts_old`
COMMIT;
-- migration: 7_partitioned.sql
CREATE TABLE events_p (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_all PARTITION OF events_p FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
INSERT INTO events_p SELECT * FROM events;
BEGIN;
ALTER TABLE events RENAME TO events_old;
ALTER TABLE events_p RENAME TO events; -- want unlocked-table-swap: what others write to `events`
COMMIT;
