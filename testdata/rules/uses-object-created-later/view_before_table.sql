-- migration: 001_accounts.sql
CREATE TABLE accounts (id bigint PRIMARY KEY, name text);
-- migration: 002_report.sql
CREATE VIEW account_payments AS -- want uses-object-created-later: the table `payments` does not exist yet, it is created later, by migration 003
    SELECT accounts.name, payments.amount FROM accounts JOIN payments ON payments.account_id = accounts.id;
-- migration: 003_payments.sql
CREATE TABLE payments (id bigint PRIMARY KEY, account_id bigint REFERENCES accounts (id), amount numeric);
CREATE INDEX payments_account_id_idx ON payments (account_id);
