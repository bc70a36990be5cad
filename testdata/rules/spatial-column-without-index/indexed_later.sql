-- config: [rules.spatial-column-without-index]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE shops (id bigint PRIMARY KEY, location geography(Point), area geometry);
-- migration: 2_index.sql
CREATE INDEX CONCURRENTLY shops_location_idx ON shops USING GIST (location);
CREATE INDEX CONCURRENTLY shops_area_idx ON shops USING brin (area);
