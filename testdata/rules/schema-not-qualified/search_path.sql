-- config: [rules.schema-not-qualified]
-- config: severity = "advice"
SET search_path = shop;
CREATE TABLE carts (id bigint PRIMARY KEY);
