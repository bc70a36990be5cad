-- config: layout = "tern"
-- migration: 001_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 003_state.sql
CREATE TABLE states (id bigint PRIMARY KEY); -- want out-of-order-migration: there is no migration 2 before 3
