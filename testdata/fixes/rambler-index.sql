-- migration: migrations/01_shop.sql
-- rambler up
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- rambler down
DROP TABLE orders;
-- migration: migrations/02_index.sql
-- rambler up
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
-- rambler down
DROP INDEX CONCURRENTLY orders_customer_id_idx;
-- migration: migrations/03_check.sql
-- rambler up
ALTER TABLE orders ADD CONSTRAINT orders_note_check CHECK (note <> '');
-- rambler down
ALTER TABLE orders DROP CONSTRAINT orders_note_check;
