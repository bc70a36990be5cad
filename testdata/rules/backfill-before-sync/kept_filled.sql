-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
-- migration: 2_default.sql
ALTER TABLE orders ADD COLUMN code integer;
ALTER TABLE orders ALTER COLUMN code SET DEFAULT 0;
UPDATE orders SET code = 0 WHERE code IS NULL;
-- migration: 3_required.sql
ALTER TABLE orders ALTER COLUMN code SET NOT NULL;
-- migration: 4_trigger.sql
ALTER TABLE orders ADD COLUMN copy text;
CREATE FUNCTION sync() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.copy := NEW.state; RETURN NEW; END $$;
CREATE TRIGGER sync BEFORE INSERT OR UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION sync();
UPDATE orders SET copy = state;
-- migration: 5_required.sql
ALTER TABLE orders ALTER COLUMN copy SET NOT NULL;
-- migration: 6_check.sql
ALTER TABLE orders ADD COLUMN kind text, ADD CONSTRAINT kind_given CHECK (kind IS NOT NULL) NOT VALID;
UPDATE orders SET kind = 'x' WHERE kind IS NULL;
-- migration: 7_validate.sql
ALTER TABLE orders VALIDATE CONSTRAINT kind_given;
