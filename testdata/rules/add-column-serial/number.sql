-- migration: 1_orders.sql
CREATE TABLE orders (code text);
-- migration: 2_number.sql
ALTER TABLE orders ADD COLUMN number SERIAL; -- want add-column-serial: to number every row in `number`
