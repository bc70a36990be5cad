-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
-- migration: 2_both.sql
BEGIN;
ALTER TABLE orders ADD COLUMN a text; -- want require-lock-timeout: waits without limit for ACCESS EXCLUSIVE on `orders`, and every read and write to it queues up
ALTER TABLE customers ADD COLUMN a text;
COMMIT;
-- migration: 3_slow.sql
BEGIN;
CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f(); -- want require-lock-timeout: SHARE ROW EXCLUSIVE on `orders`, and every write to it
UPDATE customers SET a = 'x';
COMMIT;
