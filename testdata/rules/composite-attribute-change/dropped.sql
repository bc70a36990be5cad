-- migration: 1_points.sql
CREATE TYPE point2 AS (x integer, y integer);
-- migration: 2_change.sql
ALTER TYPE point2 DROP ATTRIBUTE y; -- want composite-attribute-change: destroys `y` in every stored value of `point2`
