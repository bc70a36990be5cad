ALTER TABLE orders ADD COLUMN place text;
