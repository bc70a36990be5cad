-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
ALTER TABLE orders DISABLE TRIGGER ALL;
-- migration: 2_drop.sql
ALTER TABLE orders DISABLE TRIGGER audit;
DROP TRIGGER audit ON orders;
-- migration: 3_on.sql
ALTER TABLE orders ENABLE TRIGGER ALL;
