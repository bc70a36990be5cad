-- Where the role has rights on other things too, those on the tables are not all that has to be taken back.
-- migration: 1_roles.sql
CREATE ROLE reader;
CREATE ROLE columns;
CREATE ROLE maker;
CREATE ROLE defaults;
CREATE ROLE seer;
CREATE ROLE plain;
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id int, a int);
CREATE TABLE shop.items (id int, a int);
GRANT USAGE ON SCHEMA shop TO reader;
GRANT SELECT ON shop.orders TO reader, columns, maker, defaults, seer, plain;
GRANT SELECT (a) ON shop.items TO columns;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO defaults;
CREATE SCHEMA made AUTHORIZATION maker;
CREATE POLICY seen ON shop.orders TO seer USING (a > 0);
-- migration: 2_drop.sql
DROP ROLE reader; -- want certain-failure: help: take all its rights back first; what it owns, which is nothing in this history, would be dropped as well:\nDROP OWNED BY reader;
-- migration: 3_drop.sql
DROP ROLE columns; -- want certain-failure: help: DROP OWNED BY columns;
DROP ROLE defaults; -- want certain-failure: help: DROP OWNED BY defaults;
-- migration: 4_drop.sql
DROP ROLE maker; -- want certain-failure: help: give away first what it owns, and take its rights back:\nREASSIGN OWNED BY maker TO …;\nDROP OWNED BY maker;
-- migration: 5_drop.sql
DROP ROLE seer; -- want certain-failure: help: DROP OWNED BY seer;
REVOKE USAGE ON SCHEMA shop FROM plain;
DROP ROLE plain; -- want certain-failure: help: take its rights back first:\nREVOKE ALL ON shop.orders FROM plain;
