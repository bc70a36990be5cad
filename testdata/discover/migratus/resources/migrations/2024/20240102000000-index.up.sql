-- :disable-transaction
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note)
--;;
CREATE INDEX CONCURRENTLY orders_at_idx ON orders (at);
