ALTER TABLE orders ADD COLUMN total integer;
