-- config: layout = "sqlx"
-- config: [rules.require-idle-in-transaction-timeout]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
ALTER TABLE orders ADD COLUMN a text;
-- migration: 3_alone.sql
-- no-transaction
ALTER TABLE orders ADD COLUMN b text;
