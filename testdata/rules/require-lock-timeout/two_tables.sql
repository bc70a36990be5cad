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
-- Of the slow statement under this lock another rule speaks.
CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f();
UPDATE customers SET a = 'x';
COMMIT;
