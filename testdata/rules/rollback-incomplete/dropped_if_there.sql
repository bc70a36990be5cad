-- What the history has made was there, whatever IF EXISTS says.
-- config: layout = "golang-migrate"
-- migration: 1_shop.up.sql
CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE FUNCTION price(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
CREATE TYPE place AS (x int);
-- migration: 1_shop.down.sql
DROP TYPE place;
DROP FUNCTION price(int);
DROP TABLE shops;
-- migration: 2_gone.up.sql
DROP FUNCTION IF EXISTS price(int);
DROP TYPE IF EXISTS place;
DROP FUNCTION IF EXISTS never_seen();
-- migration: 2_gone.down.sql
SELECT 1; -- want rollback-incomplete: the function `price(int4)` is not there again
