-- migration: 1_orders.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
-- migration: 2_note.sql
BEGIN;
SET LOCAL lock_timeout TO '2min'; -- want timeout-too-long: lets every write to `orders` queue up for as long as 2min
CREATE TRIGGER touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
COMMIT;
-- migration: 3_number.sql
SET lock_timeout = 60000; -- want timeout-too-long: for as long as 1min
ALTER TABLE orders ADD COLUMN a text;
ALTER TABLE orders ADD COLUMN b text;
