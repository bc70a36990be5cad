-- migration: 1_move.sql
ALTER TABLE billing.invoices SET SCHEMA finance; -- want set-schema: the table `invoices` in `billing`
