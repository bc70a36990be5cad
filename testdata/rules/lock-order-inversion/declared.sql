-- config: layout = "sqlx"
-- config: [rules.lock-order-inversion]
-- config: order = ["accounts", "customers", "billing.invoices"]
-- migration: 1_shop.sql
CREATE SCHEMA billing;
CREATE TABLE accounts (id bigint PRIMARY KEY);
CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE billing.invoices (id bigint PRIMARY KEY);
CREATE TABLE other (id bigint PRIMARY KEY);
-- migration: 2_against.sql
ALTER TABLE billing.invoices ADD COLUMN a text;
ALTER TABLE other ADD COLUMN a text;
ALTER TABLE accounts ADD COLUMN a text; -- want lock-order-inversion: waits for `accounts` while it holds `billing.invoices`, against the declared order
-- migration: 3_along.sql
ALTER TABLE accounts ADD COLUMN b text;
ALTER TABLE customers ADD COLUMN b text;
ALTER TABLE billing.invoices ADD COLUMN b text;
