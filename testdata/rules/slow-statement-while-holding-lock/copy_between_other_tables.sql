-- config: layout = "sqlx"
ALTER TABLE orders ADD COLUMN source text;
INSERT INTO audit (order_id) SELECT id FROM old_orders; -- want slow-statement-while-holding-lock: blocks every read and write to `orders` while
