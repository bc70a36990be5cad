-- config: layout = "sqlx"
-- migration: 1_orders.up.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 1_orders.down.sql
DROP TABLE orders;
