-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE INDEX orders_state_idx ON orders (state);
-- migration: 2_drop.sql
DROP INDEX IF EXISTS orders_state_idx; -- want drop-index-not-concurrent: and until the transaction ends
