-- config: [rules.require-application-name]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch(); -- want require-application-name: takes SHARE ROW EXCLUSIVE on `orders`
SET application_name = 'migrations';
