-- It waits for those that use the table alone, and Flyway's own lock is no hindrance.
-- config: layout = "flyway"
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE INDEX orders_note_idx ON orders (note);
-- migration: V2__note.sql
DROP INDEX orders_note_idx; -- want drop-index-not-concurrent: help: drop without that lock, in a migration of its own:\nDROP INDEX CONCURRENTLY orders_note_idx;
