-- migration: 1_roles.sql
CREATE ROLE shop LOGIN;
CREATE ROLE readers;
-- migration: 2_drop.sql
DROP ROLE shop; -- want role-shut-out: every new connection as `shop` fails from the commit on
-- migration: 3_group.sql
DROP ROLE IF EXISTS readers; -- want role-shut-out: the members of `readers` lose the rights that they have through it
-- migration: 4_both.sql
DROP USER IF EXISTS legacy, importer; -- want role-shut-out: every new connection as `legacy` and `importer` fails
