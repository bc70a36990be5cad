-- migration: 1_numbers.sql
CREATE SEQUENCE order_numbers;
CREATE SEQUENCE invoice_numbers;
-- migration: 2_drop.sql
DROP SEQUENCE order_numbers; -- want drop-sequence: forgets how far `order_numbers` and `invoice_numbers` have counted
DROP SEQUENCE invoice_numbers;
