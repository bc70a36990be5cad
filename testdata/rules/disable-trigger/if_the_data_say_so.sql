-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TRIGGER audit AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION audit();
-- migration: 2_off.sql
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM orders WHERE state IS NULL) THEN
        ALTER TABLE orders DISABLE TRIGGER audit; -- want disable-trigger: switches off the trigger `audit` of `orders`
    END IF;
END $$;
-- migration: 3_meanwhile.sql
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM orders WHERE state IS NULL) THEN
        ALTER TABLE orders DISABLE TRIGGER audit;
        UPDATE orders SET state = 'open' WHERE id = 1;
        ALTER TABLE orders ENABLE TRIGGER audit;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'other') THEN
        ALTER TABLE orders DISABLE TRIGGER other;
    END IF;
END $$;
