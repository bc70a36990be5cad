-- config: layout = "golang-migrate"
-- migration: 9_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 9_orders.down.sql
DROP TABLE orders;
-- migration: 10_states.up.sql
CREATE TABLE states (id bigint PRIMARY KEY);
-- migration: 10_states.down.sql
DROP TABLE states;
