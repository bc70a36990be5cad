-- migration: 1_roles.sql
CREATE ROLE shop LOGIN;
CREATE ROLE readers;
ALTER ROLE shop VALID UNTIL '2030-01-01';
ALTER ROLE readers NOLOGIN CONNECTION LIMIT 0;
DROP ROLE readers;
-- migration: 2_group.sql
CREATE ROLE writers;
-- migration: 3_group.sql
ALTER ROLE writers NOLOGIN;
ALTER ROLE writers PASSWORD NULL;
-- migration: 4_retired.sql
ALTER ROLE shop NOLOGIN; -- want role-shut-out: every new connection as `shop` fails
-- migration: 5_retired.sql
DROP OWNED BY shop;
DROP ROLE shop;
