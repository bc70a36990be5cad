-- migration: flyway.conf
flyway.url=jdbc:postgresql://localhost/shop
-- migration: V1__shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
-- migration: V2__note.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_key UNIQUE (note);
ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';
