-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 2_state.sql
BEGIN;
INSERT INTO orders VALUES (1, 'open');
DELETE FROM orders WHERE id = 2;
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch(); -- want ddl-after-dml: waits for SHARE ROW EXCLUSIVE on `orders`
COMMIT;
