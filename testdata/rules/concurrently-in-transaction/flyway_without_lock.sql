-- config: layout = "flyway"
-- config: settings = { "flyway.postgresql.transactional.lock" = false }
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
-- migration: V2__note.sql
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
