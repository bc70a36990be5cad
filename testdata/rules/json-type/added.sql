ALTER TABLE orders ADD COLUMN IF NOT EXISTS extra json; -- want json-type: SELECT DISTINCT, GROUP BY or UNION over all columns of `orders`
