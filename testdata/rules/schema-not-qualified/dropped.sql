-- config: [rules.schema-not-qualified]
-- config: severity = "advice"
DROP TABLE IF EXISTS shop.carts, orders; -- want schema-not-qualified: `orders`
