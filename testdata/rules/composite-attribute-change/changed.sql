-- migration: 1_points.sql
CREATE TYPE point2 AS (x integer, y integer);
CREATE FUNCTION norm(p point2) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN p.x; END $$;
-- migration: 2_change.sql
ALTER TYPE point2 ADD ATTRIBUTE z integer; -- want composite-attribute-change: writes `point2` as a row has one value too few
ALTER TYPE point2 ALTER ATTRIBUTE x TYPE bigint; -- want composite-attribute-change: the old type of `x`
