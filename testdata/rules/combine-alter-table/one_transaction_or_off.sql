-- config: layout = "sqlx"
-- config: [rules.combine-alter-table]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a int);
ALTER TABLE orders ADD COLUMN b int;
ALTER TABLE orders ADD COLUMN c int;
-- migration: 2_columns.sql
ALTER TABLE orders ADD COLUMN d int;
ALTER TABLE orders ADD COLUMN e int;
