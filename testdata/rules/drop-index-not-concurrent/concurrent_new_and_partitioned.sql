-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE INDEX orders_state_idx ON orders (state);
DROP INDEX orders_state_idx;
CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE INDEX events_at_idx ON events (at);
CREATE INDEX orders_note_idx ON orders (note);
-- migration: 2_drop.sql
DROP INDEX CONCURRENTLY orders_note_idx;
-- migration: 3_drop.sql
DROP INDEX events_at_idx;
-- migration: 4_guard.sql
DROP INDEX IF EXISTS never_made_here_idx;
