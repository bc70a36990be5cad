-- migration: 1_orders.sql
CREATE TYPE varchar3 AS ENUM ('a');
CREATE TABLE orders (id bigint PRIMARY KEY, a serial8, b varchar3, c varchar(3), d geometry, e timestamptz, f uint8, g "char");
-- migration: 2_slips.sql
ALTER TABLE orders ADD COLUMN at timestampz; -- want certain-failure: fails: type "timestampz" does not exist
CREATE TABLE lines (id interger, name text); -- want certain-failure: fails: type "interger" does not exist
ALTER TABLE orders ADD COLUMN name varchar2(10); -- want certain-failure: fails: type "varchar2" does not exist
ALTER TABLE orders ALTER id TYPE bigitn; -- want certain-failure: fails: type "bigitn" does not exist
ALTER TABLE orders ADD COLUMN other hugeint, ADD COLUMN named datetime, ADD COLUMN more citext, ADD COLUMN tree ltree;
