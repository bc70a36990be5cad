-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 2_drop.sql
DROP INDEX orders_state_idx;
ALTER TABLE orders DROP COLUMN state;
