-- config: [rules.require-application-name]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
SET application_name TO 'migrations';
ALTER TABLE orders ADD COLUMN a text;
-- migration: 3_new.sql
CREATE TABLE lines (id bigint PRIMARY KEY);
