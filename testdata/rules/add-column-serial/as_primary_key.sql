-- migration: 1_orders.sql
CREATE TABLE orders (code text);
-- migration: 2_number.sql
ALTER TABLE orders ADD COLUMN IF NOT EXISTS id bigserial PRIMARY KEY; -- want add-column-serial: `orders`
