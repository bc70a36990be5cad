BEGIN;
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); -- want concurrently-in-transaction: the file's own BEGIN
COMMIT;
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
