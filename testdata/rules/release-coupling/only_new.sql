-- config: [rules.release-coupling]
-- config: severity = "advice"
ALTER TABLE orders ADD COLUMN remark text;
ALTER TABLE carts ADD COLUMN remark text;
CREATE TABLE remarks (id bigint PRIMARY KEY);
