-- migration: 1_shop.sql
CREATE TABLE customers (id bigint PRIMARY KEY, email text, region text);
CREATE VIEW customer_emails AS SELECT email FROM customers;
CREATE SEQUENCE invoice_numbers;
-- migration: 2_drop.sql
DROP VIEW IF EXISTS customers_emails; -- want if-exists-hides-typo: there is no view `customers_emails`
DROP SEQUENCE IF EXISTS invoice_nubmers; -- want if-exists-hides-typo: there is no sequence `invoice_nubmers`
