-- config: layout = "sqlx"
-- config: [rules.lock-budget-exceeded]
-- config: severity = "warning"
-- config: statements-per-transaction = 1
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE lines (id bigint PRIMARY KEY);
-- migration: 2_columns.sql
ALTER TABLE orders ADD COLUMN a text;
CREATE TABLE tags (id bigint PRIMARY KEY);
ALTER TABLE lines ADD COLUMN a text; -- want lock-budget-exceeded: one more statement that locks a table in use, `lines`, in a transaction that has 1 of them already
ALTER TABLE lines ADD COLUMN b text;
