-- config: layout = "sqlx"
-- config: [rules.lock-budget-exceeded]
-- config: severity = "warning"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, a text, n int);
CREATE INDEX orders_a_idx ON orders (a);
-- migration: 2_index.sql
CREATE INDEX orders_n_idx ON orders (n);
ALTER TABLE orders ADD COLUMN b text;
-- migration: 3_more.sql
ALTER TABLE orders ADD COLUMN c text;
