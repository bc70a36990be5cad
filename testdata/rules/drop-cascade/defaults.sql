-- A sequence goes with the column that owns it, and what draws from it loses its default.
-- migration: 1_orders.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, v int);
CREATE TABLE orders_new (LIKE orders INCLUDING ALL);
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;
CREATE TABLE items (id serial PRIMARY KEY, big bigint);
ALTER TABLE items ALTER COLUMN big SET DEFAULT nextval('items_id_seq');
CREATE SEQUENCE numbers;
CREATE TABLE bills (id bigint PRIMARY KEY DEFAULT nextval('numbers'));
-- migration: 2_old.sql
DROP TABLE orders_old CASCADE; -- want drop-cascade: the default of `orders.id`
-- migration: 3_id.sql
ALTER TABLE items DROP COLUMN id CASCADE; -- want drop-cascade: the default of `items.big`
-- migration: 4_numbers.sql
DROP SEQUENCE numbers CASCADE; -- want drop-cascade: the default of `bills.id`
