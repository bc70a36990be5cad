-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET lock_timeout = '30s';
SET statement_timeout = '1h';
ALTER TABLE orders ADD COLUMN a text;
