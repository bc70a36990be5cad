-- The old constraint may go in the statement that takes the new index over, or have gone further up.
-- migration: 001_init.sql
CREATE TABLE orders (id bigint PRIMARY KEY, place text, item text, CONSTRAINT orders_u UNIQUE (place));
CREATE TABLE goods (id bigint PRIMARY KEY, place text, item text, CONSTRAINT goods_u UNIQUE (place));
-- migration: 002_unique.sql
ALTER TABLE orders DROP CONSTRAINT orders_u;
ALTER TABLE orders ADD CONSTRAINT orders_u UNIQUE (place, item); -- want add-unique-without-index: help: ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_u, ADD CONSTRAINT orders_u UNIQUE USING INDEX
ALTER TABLE goods DROP CONSTRAINT goods_u, ADD CONSTRAINT goods_u UNIQUE (place, item); -- want add-unique-without-index: help: ALTER TABLE goods DROP CONSTRAINT goods_u, ADD CONSTRAINT goods_u UNIQUE USING INDEX
