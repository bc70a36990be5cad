-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE PROCEDURE drop_note() LANGUAGE sql AS $$ ALTER TABLE orders DROP COLUMN note $$;
CREATE FUNCTION index_note() RETURNS void LANGUAGE sql AS $$ CREATE INDEX orders_note_idx ON orders (note) $$;
CREATE FUNCTION tidy() RETURNS void LANGUAGE plpgsql AS $$ BEGIN PERFORM index_note(); END $$;
-- migration: 2_tidy.sql
SELECT tidy(); -- want ddl-via-function-call: blocks every write to `orders`
CALL drop_note(); -- want ddl-via-function-call: blocks every read and write to `orders`
