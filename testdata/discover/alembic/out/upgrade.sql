BEGIN;

-- Running upgrade  -> 1a2b

CREATE TABLE orders (id bigint PRIMARY KEY);

COMMIT;
