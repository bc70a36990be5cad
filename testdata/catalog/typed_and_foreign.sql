CREATE TYPE point3 AS (x float8, y float8, z float8);
CREATE TABLE points OF point3 (PRIMARY KEY (x), y DEFAULT 1);
ALTER TYPE point3 ADD ATTRIBUTE w float8 CASCADE;

-- expected:
-- column points.w: float8
-- column points.x: float8, not null
-- column points.y: float8, default 1
-- column points.z: float8
-- composite type point3: attributes (x float8, y float8, z float8, w float8)
-- constraint points.points_pkey: primary key (x)
-- index points_pkey: unique, on points using btree (x)
-- table points: (x, y, z, w)
