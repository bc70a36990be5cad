-- migration: 1_points.sql
CREATE TYPE point2 AS (x integer, y integer);
ALTER TYPE point2 ADD ATTRIBUTE z integer;
