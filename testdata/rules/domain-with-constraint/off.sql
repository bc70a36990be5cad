CREATE DOMAIN cents AS integer NOT NULL CHECK (value >= 0);
CREATE TYPE price AS (amount integer, currency text);
