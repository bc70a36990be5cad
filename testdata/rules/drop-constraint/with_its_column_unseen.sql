-- migration: 1_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_place_fkey, DROP COLUMN place;
-- migration: 2_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_code_key;
ALTER TABLE orders DROP COLUMN code;
-- migration: 3_drop.sql
ALTER TABLE orders DROP CONSTRAINT orders_state_check, DROP COLUMN status; -- want drop-constraint: removes the constraint `orders_state_check`
