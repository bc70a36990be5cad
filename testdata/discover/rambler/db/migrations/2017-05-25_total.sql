-- rambler up
ALTER TABLE orders ADD COLUMN total numeric;
-- rambler up
ALTER TABLE orders ADD COLUMN tax numeric;
-- rambler notes
ALTER TABLE orders ADD COLUMN not_run text;
-- rambler down
ALTER TABLE orders DROP COLUMN total, DROP COLUMN tax;
