-- config: [rules.require-set-role]
-- config: severity = "advice"
SET ROLE admin;
CREATE TABLE orders (id bigint PRIMARY KEY);
