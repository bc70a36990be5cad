-- Flyway keeps its lock in a transaction that the build waits for; that a file has such a statement it sees by itself.
-- config: layout = "flyway"
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: V2__note.sql
CREATE INDEX orders_note_idx ON orders (note); -- want index-not-concurrent: help: build it beside the traffic, in a migration of its own (with `flyway.postgresql.transactional.lock=false`, in Spring `spring.flyway.postgresql.transactional-lock: false`: without it Flyway from 9.1.2 on makes the build wait for ever for its own lock):\nCREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
