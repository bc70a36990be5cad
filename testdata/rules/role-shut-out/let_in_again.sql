-- migration: 1_roles.sql
CREATE ROLE shop LOGIN;
-- migration: 2_meanwhile.sql
ALTER ROLE shop NOLOGIN;
ALTER ROLE shop CONNECTION LIMIT 0;
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER ROLE shop LOGIN CONNECTION LIMIT 50;
-- migration: 3_anew.sql
DROP ROLE IF EXISTS shop;
CREATE ROLE shop LOGIN;
