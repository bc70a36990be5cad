-- config: [rules.char-type]
-- config: severity = "advice"
ALTER TABLE orders ADD COLUMN currency character(3); -- want char-type: `orders.currency` pads
