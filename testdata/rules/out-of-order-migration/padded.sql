-- config: layout = "dbmate"
-- migration: 009_orders.sql
-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migrate:down
DROP TABLE orders;
-- migration: 010_state.sql
-- migrate:up
CREATE TABLE states (id bigint PRIMARY KEY);
-- migrate:down
DROP TABLE states;
