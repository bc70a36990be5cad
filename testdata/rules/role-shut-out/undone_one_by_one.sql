-- migration: 1_roles.sql
CREATE ROLE shop LOGIN;
-- migration: 2_all_undone.sql
ALTER ROLE shop NOLOGIN VALID UNTIL '2020-01-01';
ALTER ROLE shop LOGIN;
ALTER ROLE shop VALID UNTIL 'infinity';
-- migration: 3_limit_is_left.sql
ALTER ROLE shop NOLOGIN CONNECTION LIMIT 0; -- want role-shut-out: too many connections for role
ALTER ROLE shop LOGIN;
