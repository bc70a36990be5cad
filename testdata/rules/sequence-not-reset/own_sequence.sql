-- migration: 1_shop.sql
CREATE SEQUENCE numbers;
CREATE TABLE invoices (number bigint PRIMARY KEY DEFAULT nextval('numbers'), total numeric);
INSERT INTO invoices (number, total) VALUES (100, 1); -- want sequence-not-reset: gives `number` the value 100
