-- config: [rules.spatial-column-without-index]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE EXTENSION postgis;
CREATE TABLE shops (
    id bigint PRIMARY KEY,
    location geography(Point) -- want spatial-column-without-index: no index is on `shops.location`
);
-- migration: 2_area.sql
ALTER TABLE shops ADD COLUMN area public.geometry(Polygon, 4326); -- want spatial-column-without-index: `shops.area`
