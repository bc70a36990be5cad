-- config: layout = "sqlx"
-- config: [rules.lock-budget-exceeded]
-- config: severity = "warning"
-- config: migrations-per-table = 1
-- config: slow-statements-per-table = 1
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text, n int);
-- migration: 2_index.sql
CREATE INDEX orders_a_idx ON orders (a);
-- migration: 3_type.sql
ALTER TABLE orders ALTER COLUMN n TYPE bigint; -- want lock-budget-exceeded: locks `orders` against readers or writers once more: one migration before it -- want lock-budget-exceeded: blocks `orders` for as long as it is large
-- migration: 4_more.sql
ALTER TABLE orders ADD COLUMN b text;
