-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
-- migration: 2_replica.sql
ALTER TABLE orders ENABLE REPLICA TRIGGER audit; -- want disable-trigger: switches off the trigger `audit` of `orders` in every session that does not replay changes
-- migration: 3_always.sql
ALTER TABLE orders ENABLE ALWAYS TRIGGER audit;
-- migration: 4_of_its_own.sql
CREATE TRIGGER replayed AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
ALTER TABLE orders ENABLE REPLICA TRIGGER replayed;
