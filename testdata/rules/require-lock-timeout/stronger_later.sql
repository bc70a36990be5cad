-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, order_id bigint);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
-- migration: 2_key_first.sql
ALTER TABLE orders ADD COLUMN customer_id bigint REFERENCES customers (id); -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
ALTER TABLE customers DROP COLUMN order_id;
-- migration: 3_trigger_first.sql
DROP TRIGGER touch ON orders; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN note text;
-- migration: 4_in_a_block.sql
DO $$ BEGIN
    ALTER TABLE orders ADD COLUMN remark text; -- want require-lock-timeout: ACCESS EXCLUSIVE on `orders`
    ALTER TABLE customers ADD COLUMN remark text;
END $$;
