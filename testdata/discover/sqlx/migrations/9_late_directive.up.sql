
-- no-transaction
CREATE INDEX CONCURRENTLY orders_note2 ON orders (note);
