-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
-- migration: 2_swap.sql
CREATE TABLE orders_new (LIKE orders INCLUDING ALL);
ALTER TABLE orders RENAME TO orders_old;
ALTER TABLE orders_new RENAME TO orders;
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 3_concurrently.sql
CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);
