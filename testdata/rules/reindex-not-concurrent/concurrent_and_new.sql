-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, state varchar(20), note text);
CREATE INDEX orders_state_idx ON orders (state);
REINDEX TABLE orders;
-- migration: 2_reindex.sql
REINDEX INDEX CONCURRENTLY orders_state_idx;
REINDEX (VERBOSE) TABLE CONCURRENTLY orders;
