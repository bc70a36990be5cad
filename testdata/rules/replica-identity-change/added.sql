-- config: [rules.replica-identity-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE PUBLICATION reports;
-- migration: 2_add.sql
ALTER PUBLICATION reports ADD TABLE orders;
