-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
-- migration: 2_fill.sql
ALTER TABLE orders DISABLE TRIGGER audit;
UPDATE orders SET state = 'new' WHERE id = 1;
ALTER TABLE orders ENABLE ALWAYS TRIGGER audit;
-- migration: 3_all.sql
ALTER TABLE orders DISABLE TRIGGER USER;
UPDATE orders SET state = 'new' WHERE id = 1;
ALTER TABLE orders ENABLE TRIGGER ALL;
