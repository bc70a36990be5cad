-- config: pg-version = 18
-- migration: 1_base.sql
CREATE TABLE invoices (id bigint PRIMARY KEY, net numeric, tax numeric, gross numeric GENERATED ALWAYS AS (net + tax) VIRTUAL);
-- migration: 2_rounded.sql
ALTER TABLE invoices ALTER COLUMN gross SET EXPRESSION AS (round(net + tax, 2));
ALTER TABLE invoices SET LOGGED;
ALTER TABLE invoices SET TABLESPACE pg_default;
ALTER TABLE invoices SET ACCESS METHOD heap;
