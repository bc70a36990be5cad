-- config: [rules.replica-identity-change]
-- config: severity = "advice"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE PUBLICATION reports FOR TABLE orders;
CREATE PUBLICATION trial FOR TABLE orders;
DROP PUBLICATION trial;
-- migration: 2_anew.sql
DROP PUBLICATION reports;
CREATE PUBLICATION reports FOR ALL TABLES;
-- migration: 3_drop.sql
DROP PUBLICATION reports; -- want replica-identity-change: subscribers of `reports` get nothing any more
