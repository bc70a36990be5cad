-- config: [rules.replica-identity-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
-- migration: 2_identity.sql
ALTER TABLE orders REPLICA IDENTITY NOTHING; -- want replica-identity-change: told of an old row of `orders`
