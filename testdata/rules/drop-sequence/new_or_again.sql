-- migration: 1_shop.sql
DROP SEQUENCE IF EXISTS numbers;
CREATE SEQUENCE helper;
DROP SEQUENCE helper;
CREATE SEQUENCE counted;
-- migration: 2_again.sql
DROP SEQUENCE counted;
CREATE SEQUENCE counted START 1000;
