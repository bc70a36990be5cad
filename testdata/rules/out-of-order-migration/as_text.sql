-- config: layout = "dbmate"
-- migration: 9_orders.sql
-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY); -- want out-of-order-migration: version 9 runs after version 10
-- migrate:down
DROP TABLE orders;
-- migration: 10_state.sql
-- migrate:up
CREATE TABLE states (id bigint PRIMARY KEY);
-- migrate:down
DROP TABLE states;
