-- config: [rules.release-coupling]
-- config: severity = "advice"
-- config: most-tables = 1
ALTER TABLE orders ADD COLUMN remark text; -- want release-coupling: changes 2 tables in one release: `orders` and `carts`
ALTER TABLE carts ADD COLUMN remark text;
