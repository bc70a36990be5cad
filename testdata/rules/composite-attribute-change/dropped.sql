-- migration: 1_points.sql
CREATE TYPE point2 AS (x integer, y integer);
CREATE TYPE line AS (first point2, last point2);
CREATE DOMAIN way AS line[];
CREATE TABLE maps (id bigint PRIMARY KEY, route way);
CREATE TYPE result AS (x integer, y integer);
CREATE FUNCTION found() RETURNS result LANGUAGE sql AS 'SELECT 1, 2';
CREATE VIEW seen AS SELECT found() AS one;
-- migration: 2_change.sql
ALTER TYPE point2 DROP ATTRIBUTE y; -- want composite-attribute-change: destroys `y` in every stored value of `point2`
-- migration: 3_result.sql
ALTER TYPE result DROP ATTRIBUTE y; -- want composite-attribute-change: values of `result` come without `y` from here on, and running code that still reads it fails
