-- config: [rules.spatial-column-without-index]
-- config: severity = "advice"
-- migration: 1_base.sql
CREATE TABLE shops (id bigint PRIMARY KEY, location geography(Point), spot point);
CREATE TEMPORARY TABLE scratch (location geometry);
-- migration: 2_drop.sql
ALTER TABLE shops DROP COLUMN location;
