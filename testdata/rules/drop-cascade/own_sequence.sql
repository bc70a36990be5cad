-- The default goes with its table.
-- migration: 1_orders.sql
CREATE TABLE orders (id bigserial PRIMARY KEY, v int);
CREATE TABLE items (id serial PRIMARY KEY);
-- migration: 2_gone.sql
DROP TABLE orders CASCADE;
ALTER TABLE items DROP COLUMN id CASCADE;
-- Who drops the sequence means the default that drew from it.
-- migration: 3_serial.sql
CREATE TABLE bills (id serial PRIMARY KEY);
-- migration: 4_no_serial.sql
DROP SEQUENCE bills_id_seq CASCADE;
