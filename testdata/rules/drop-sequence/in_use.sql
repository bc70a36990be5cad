-- migration: 1_shop.sql
CREATE SEQUENCE invoice_numbers;
-- migration: 2_drop.sql
DROP SEQUENCE IF EXISTS invoice_numbers; -- want drop-sequence: forgets how far `invoice_numbers` has counted
