-- config: layout = "sqlx"
-- config: [rules.lock-budget-exceeded]
-- config: severity = "warning"
-- config: statements-per-transaction = 0
-- config: migrations-per-table = 0
-- config: slow-statements-per-table = 0
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text, n int);
-- migration: 2_index.sql
CREATE INDEX orders_n_idx ON orders (n);
CREATE INDEX orders_a_idx ON orders (a);
ALTER TABLE orders ADD COLUMN b text;
ALTER TABLE orders ADD COLUMN c text;
ALTER TABLE orders ADD COLUMN d text;
ALTER TABLE orders ADD COLUMN e text;
