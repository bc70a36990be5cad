-- config: layout = "sqlx"
-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
CREATE RULE keep AS ON DELETE TO orders DO INSTEAD NOTHING;
-- migration: 2_off.sql
ALTER TABLE orders DISABLE TRIGGER audit; -- want disable-trigger: switches off the trigger `audit` of `orders`: until it is back
-- migration: 3_user.sql
ALTER TABLE public.orders DISABLE TRIGGER USER, DISABLE RULE keep; -- want disable-trigger: switches off every trigger of `orders`: whatever is written from here on gets past it, and no migration brings it back
ALTER TABLE orders ENABLE TRIGGER audit;
