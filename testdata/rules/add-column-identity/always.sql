-- migration: 1_orders.sql
CREATE TABLE orders (code text);
-- migration: 2_number.sql
ALTER TABLE orders ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY; -- want add-column-identity: to number every row in `number`
