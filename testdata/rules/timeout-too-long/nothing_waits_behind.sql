-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_new.sql
SET lock_timeout = '10min';
CREATE TABLE lines (id bigint PRIMARY KEY);
ALTER TABLE lines ADD COLUMN note text;
-- migration: 3_concurrent.sql
SET lock_timeout = '1h';
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
ANALYZE orders;
