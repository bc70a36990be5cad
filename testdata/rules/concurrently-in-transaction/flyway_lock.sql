-- The first build is told of; where it went well, the others do.
-- config: layout = "flyway"
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: V2__drop.sql
DROP INDEX CONCURRENTLY orders_state_idx;
-- migration: V3__note.sql
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note); -- want concurrently-in-transaction: waits for ever for Flyway itself
-- migration: V4__state.sql
CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);
