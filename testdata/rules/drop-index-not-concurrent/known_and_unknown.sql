-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE INDEX orders_state_idx ON orders (state);
CREATE INDEX orders_note_idx ON orders (note);
-- migration: 2_drop.sql
DROP INDEX orders_state_idx, orders_note_idx; -- want drop-index-not-concurrent: to `orders`
-- migration: 3_drop.sql
DROP INDEX users_email_idx; -- want drop-index-not-concurrent: the table of `users_email_idx`
