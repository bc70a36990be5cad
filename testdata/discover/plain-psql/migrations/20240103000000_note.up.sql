\set ON_ERROR_STOP on
\echo 'adding the note'
SET search_path = shop;
ALTER TABLE orders ADD COLUMN note text;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
