-- migration: 0001_initial.sql
--
-- Create model Order
--
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 0002_region.sql
--
-- Add field region to order
--
ALTER TABLE orders ADD COLUMN region text;
--
-- Raw Python operation
--
-- THIS OPERATION CANNOT BE WRITTEN AS SQL
--
-- Alter field region on order
--
ALTER TABLE orders ALTER COLUMN region SET NOT NULL;
-- migration: 0003_state.sql
--
-- Raw Python operation
--
-- THIS OPERATION CANNOT BE WRITTEN AS SQL
--
-- Add field state to order
--
ALTER TABLE orders ADD COLUMN state text;
ALTER TABLE orders ALTER COLUMN state SET NOT NULL; -- want not-null-before-backfill
