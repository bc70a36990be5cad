-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET lock_timeout = '10s';
SET statement_timeout = '2s'; -- want timeout-inverted: the lock_timeout of 10s never comes about: the statement_timeout of 2s is over first
ALTER TABLE orders ADD COLUMN a text;
