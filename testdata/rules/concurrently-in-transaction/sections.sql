-- rambler sends each section as one message.
-- migration: 1_orders.sql
-- rambler up
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
-- rambler down
DROP TABLE orders;
-- migration: 2_index.sql
-- rambler up
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
-- rambler up
ALTER TABLE orders ALTER COLUMN state SET DEFAULT '';
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state); -- want concurrently-in-transaction: rambler sends the section as one message, and the server runs its 2 statements as one transaction
-- rambler down
DROP INDEX CONCURRENTLY orders_note_idx;
-- rambler down
DROP INDEX orders_state_idx;
ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;
