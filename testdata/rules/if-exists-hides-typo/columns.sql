-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, phone_number text, region text);
-- migration: 2_drop.sql
ALTER TABLE customers DROP COLUMN IF EXISTS phone_nmber; -- want if-exists-hides-typo: there is no column `customers.phone_nmber`
