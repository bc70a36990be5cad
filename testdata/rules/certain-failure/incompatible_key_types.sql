-- migration: 1_base.sql
CREATE TABLE accounts (id uuid PRIMARY KEY, number integer UNIQUE);
CREATE TABLE invoices (id bigint PRIMARY KEY, account_id varchar(36), account_number smallint);
-- migration: 2_keys.sql
ALTER TABLE invoices ADD CONSTRAINT invoices_account_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) NOT VALID; -- want certain-failure: foreign key constraint "invoices_account_fkey" cannot be implemented
ALTER TABLE invoices ADD CONSTRAINT invoices_number_fkey FOREIGN KEY (account_number) REFERENCES accounts (number) NOT VALID;
CREATE TABLE refunds (id bigint PRIMARY KEY, account_id bigint REFERENCES accounts (id)); -- want certain-failure: cannot be implemented
