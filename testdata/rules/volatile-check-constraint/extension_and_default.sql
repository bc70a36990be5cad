CREATE EXTENSION postgis;
CREATE TABLE places (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    area geometry CHECK (st_isvalid(area) AND st_srid(area) = 4326)
);
