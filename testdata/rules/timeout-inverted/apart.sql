-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET lock_timeout = '2s';
SET statement_timeout = '2min';
ALTER TABLE orders ADD COLUMN a text;
-- migration: 3_off.sql
SET statement_timeout = 0;
SET lock_timeout = '2s';
ALTER TABLE orders ADD COLUMN b text;
