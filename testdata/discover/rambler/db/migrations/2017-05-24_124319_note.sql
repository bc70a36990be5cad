-- a comment of the generator
-- rambler up

ALTER TABLE orders ADD COLUMN state text;

-- rambler up

CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);

-- rambler down

ALTER TABLE orders DROP COLUMN state;

-- rambler down

DROP INDEX CONCURRENTLY orders_state_idx;
