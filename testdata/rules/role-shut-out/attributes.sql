-- migration: 1_roles.sql
CREATE USER shop;
CREATE ROLE shop_api WITH LOGIN;
-- migration: 2_off.sql
ALTER USER shop NOLOGIN; -- want role-shut-out: every new connection as `shop` fails from the commit on: "role is not permitted to log in"
ALTER ROLE shop_api CONNECTION LIMIT 0; -- want role-shut-out: too many connections for role
-- migration: 3_ends.sql
ALTER ROLE shop_api VALID UNTIL '2026-12-31'; -- want role-shut-out: with its password fails from 2026-12-31 on
-- migration: 4_password.sql
ALTER ROLE shop_api PASSWORD 'hunter2'; -- want role-shut-out: with the old password fails from the commit on
-- migration: 5_none.sql
ALTER ROLE shop_api PASSWORD NULL; -- want role-shut-out: `shop_api` has no password from the commit on
-- migration: 6_not_made_here.sql
ALTER ROLE legacy NOLOGIN; -- want role-shut-out: as `legacy` fails
