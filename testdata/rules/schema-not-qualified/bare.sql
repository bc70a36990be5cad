-- config: [rules.schema-not-qualified]
-- config: severity = "advice"
CREATE TABLE shop.orders (id bigint PRIMARY KEY);
CREATE TABLE carts (id bigint PRIMARY KEY); -- want schema-not-qualified: decides in which schema `carts` is
CREATE VIEW open_orders AS SELECT * FROM shop.orders;
