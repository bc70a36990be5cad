 -- rambler up
ALTER TABLE orders ADD COLUMN never_run text;
