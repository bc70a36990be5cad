-- config: [rules.enum-type]
-- config: severity = "advice"
CREATE TYPE point2 AS (x int, y int);
CREATE DOMAIN short AS text CHECK (length(value) < 10);
