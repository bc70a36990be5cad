-- rambler up
ALTER TABLE orders ADD COLUMN place text;
-- rambler down
ALTER TABLE orders DROP COLUMN place;
