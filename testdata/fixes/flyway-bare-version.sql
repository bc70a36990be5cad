-- migration: flyway.conf
flyway.url=jdbc:postgresql://localhost/shop
-- migration: V4.9.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: V4_10.sql
ALTER TABLE orders ADD CONSTRAINT orders_note_key UNIQUE (note);
ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';
