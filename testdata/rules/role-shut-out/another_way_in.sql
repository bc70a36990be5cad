-- migration: 1_roles.sql
CREATE ROLE shop LOGIN;
-- migration: 2_password_after_none.sql
ALTER ROLE shop PASSWORD NULL;
ALTER ROLE shop PASSWORD 'another'; -- want role-shut-out: with the old password fails from the commit on
-- migration: 3_one_of_two.sql
ALTER ROLE shop CONNECTION LIMIT 0; -- want role-shut-out: too many connections for role
ALTER ROLE shop LOGIN;
-- migration: 4_end.sql
ALTER ROLE shop NOLOGIN VALID UNTIL '2020-01-01'; -- want role-shut-out: with its password fails from 2020-01-01 on
ALTER ROLE shop LOGIN;
