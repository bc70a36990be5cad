-- config: layout = "sqlx"
-- config: [rules.combine-alter-table]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);
-- migration: 2_types.sql
ALTER TABLE orders ALTER COLUMN a TYPE bigint;
ALTER TABLE orders ALTER COLUMN b TYPE bigint; -- want combine-alter-table: goes through every row of `orders` 2 times, where once would do
