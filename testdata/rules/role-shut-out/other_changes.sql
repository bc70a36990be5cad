-- migration: 1_roles.sql
CREATE ROLE shop LOGIN;
-- migration: 2_more.sql
ALTER ROLE shop CONNECTION LIMIT 20;
ALTER ROLE shop VALID UNTIL 'infinity';
ALTER ROLE shop SET statement_timeout = '30s';
ALTER ROLE shop LOGIN;
ALTER ROLE CURRENT_USER PASSWORD NULL;
DROP OWNED BY shop;
