-- What a role has by its groups counts only if it inherits, and a right on a column is none on the table.
-- migration: 1_roles.sql
CREATE ROLE grp;
CREATE ROLE apart LOGIN NOINHERIT;
CREATE ROLE app LOGIN;
GRANT grp TO apart, app;
CREATE TABLE orders (id int, total numeric);
GRANT SELECT ON orders TO apart, app;
GRANT SELECT ON orders TO grp;
CREATE TABLE items (id int, secret text);
GRANT SELECT ON items TO app;
GRANT SELECT (id) ON items TO grp, app;
-- migration: 2_apart.sql
REVOKE SELECT ON orders FROM apart; -- want revoke-or-owner-change: `apart` loses SELECT on `orders`
-- migration: 3_app.sql
REVOKE SELECT ON orders FROM app;
-- migration: 4_column.sql
REVOKE SELECT (id) ON items FROM app;
-- migration: 5_table.sql
REVOKE SELECT ON items FROM app; -- want revoke-or-owner-change: `app` loses SELECT on `items`
-- migration: 6_owner.sql
CREATE ROLE keeper;
GRANT keeper TO app;
CREATE TABLE stock (id int);
ALTER TABLE stock OWNER TO keeper;
GRANT SELECT ON stock TO app;
-- migration: 7_owner.sql
REVOKE SELECT ON stock FROM app;
-- migration: 8_columns.sql
CREATE ROLE readers;
CREATE ROLE reader LOGIN;
GRANT readers TO reader;
CREATE TABLE prices (id int, secret text);
GRANT SELECT (id), SELECT ON prices TO readers;
GRANT SELECT (id) ON prices TO reader;
-- migration: 9_columns_too.sql
REVOKE SELECT ON prices FROM readers; -- want revoke-or-owner-change: `readers` loses SELECT on `prices`
-- migration: 10_last.sql
REVOKE SELECT (id) ON prices FROM reader; -- want revoke-or-owner-change: `reader` loses SELECT (id) on `prices`
