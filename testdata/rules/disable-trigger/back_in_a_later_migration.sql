-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
CREATE TRIGGER mirror AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
-- migration: 2_off.sql
ALTER TABLE orders DISABLE TRIGGER audit; -- want disable-trigger: switches off the trigger `audit` of `orders`: until it is back
ALTER TABLE orders DISABLE TRIGGER mirror;
-- migration: 3_on.sql
ALTER TABLE orders ENABLE TRIGGER audit;
-- migration: 4_gone.sql
DROP TRIGGER mirror ON orders;
