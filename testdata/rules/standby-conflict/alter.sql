-- config: [rules.standby-conflict]
-- config: severity = "warning"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE orders ADD COLUMN a text; -- want standby-conflict: is replayed with its ACCESS EXCLUSIVE on every standby: queries there that read `orders`
ALTER TABLE orders ADD COLUMN b text;
