ALTER TABLE orders ADD COLUMN note text; --;;
ALTER TABLE orders ADD COLUMN at timestamptz;
-- expect 0;;
UPDATE orders SET at = now();
--;;