-- config: layout = "flyway"
-- migration: main:R__open_orders.sql
CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders;
-- migration: main:V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: R__open_orders.sql
CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders WHERE state = 'open';
-- migration: V1__orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
