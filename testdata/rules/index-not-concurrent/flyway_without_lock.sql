-- config: layout = "flyway"
-- config: settings = { "flyway.postgresql.transactional.lock" = false }
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: V2__note.sql
CREATE INDEX orders_note_idx ON orders (note); -- want index-not-concurrent: help: build it beside the traffic, in a migration of its own:\nCREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
