-- config: [rules.require-set-role]
-- config: severity = "advice"
-- config: role = "shop_owner"
SET ROLE admin;
CREATE TABLE orders (id bigint PRIMARY KEY); -- want require-set-role: belongs to `admin`, and not to `shop_owner`
