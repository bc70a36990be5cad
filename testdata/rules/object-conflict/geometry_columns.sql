-- Columns that PostGIS adds and drops.
-- migration: 001_zones.sql
CREATE SCHEMA maps;
CREATE TABLE zones (id integer CONSTRAINT zones_pkey PRIMARY KEY);
CREATE TABLE maps.ports (id integer CONSTRAINT ports_pkey PRIMARY KEY);
SELECT AddGeometryColumn('zones', 'shape', 4326, 'POLYGON', 2);
SELECT public.AddGeometryColumn('maps', 'ports', 'place', 4326, 'POINT', 2, true);
SELECT addgeometrycolumn('', 'maps', 'ports', 'coast', -1, 'LINESTRING', 3);
-- migration: 002_use.sql
COMMENT ON COLUMN zones.shape IS 'in degrees';
COMMENT ON COLUMN maps.ports.place IS 'in degrees';
COMMENT ON COLUMN maps.ports.coast IS 'in degrees';
-- migration: 003_drop.sql
SELECT DropGeometryColumn('maps', 'ports', 'coast');
-- migration: 004_gone.sql
COMMENT ON COLUMN maps.ports.coast IS 'x'; -- want object-conflict: the column `maps.ports.coast` does not exist
-- migration: 005_never.sql
COMMENT ON COLUMN zones.place IS 'x'; -- want object-conflict: the column `zones.place` does not exist
