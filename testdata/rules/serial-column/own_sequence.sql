-- config: [rules.serial-column]
-- config: severity = "advice"
CREATE SEQUENCE order_ids;
CREATE TABLE orders (id bigint DEFAULT nextval('order_ids') PRIMARY KEY);
