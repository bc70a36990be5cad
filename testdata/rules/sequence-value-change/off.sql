-- migration: 1_shop.sql
CREATE SEQUENCE numbers;
-- migration: 2_restart.sql
ALTER SEQUENCE numbers RESTART WITH 1000;
