-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET statement_timeout = 300000;
SET lock_timeout = 300000; -- want timeout-too-long: queue up for as long as 5min
ALTER TABLE orders ADD COLUMN a text;
