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
-- migration: 4_end_taken_back.sql
ALTER ROLE shop VALID UNTIL '2020-01-01';
ALTER ROLE shop VALID UNTIL 'infinity';
-- migration: 5_limit.sql
ALTER ROLE shop CONNECTION LIMIT 0 VALID UNTIL '2020-01-01';
ALTER ROLE shop VALID UNTIL 'infinity' CONNECTION LIMIT -1;
