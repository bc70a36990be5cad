-- config: pg-version = 17
-- migration: 1_base.sql
CREATE TABLE invoices (id bigint PRIMARY KEY, net numeric, tax numeric, gross numeric GENERATED ALWAYS AS (net + tax) STORED);
-- migration: 2_rounded.sql
ALTER TABLE invoices ALTER COLUMN gross SET EXPRESSION AS (round(net + tax, 2)); -- want table-rewrite: rewritten to compute `gross` for every row
