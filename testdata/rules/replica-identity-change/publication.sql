-- config: [rules.replica-identity-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE PUBLICATION reports FOR TABLE orders;
-- migration: 2_drop.sql
ALTER PUBLICATION reports DROP TABLE orders; -- want replica-identity-change: subscribers of `reports`
