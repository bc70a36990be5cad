-- migration: 1_shop.sql
CREATE SEQUENCE numbers;
CREATE TABLE invoices (id bigint PRIMARY KEY DEFAULT nextval('numbers'));
-- migration: 2_drop.sql
DROP SEQUENCE numbers; -- want certain-failure: fails: cannot drop sequence numbers
