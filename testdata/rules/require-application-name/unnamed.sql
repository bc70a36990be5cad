-- config: [rules.require-application-name]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
ALTER TABLE orders ADD COLUMN a text; -- want require-application-name: takes ACCESS EXCLUSIVE on `orders` in a session without a name
ALTER TABLE orders ADD COLUMN b text;
