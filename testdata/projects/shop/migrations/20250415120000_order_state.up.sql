-- Wider is free, another type is not.
ALTER TABLE orders ALTER COLUMN state TYPE varchar(40);
ALTER TABLE orders ALTER COLUMN total TYPE bigint USING (total * 100)::bigint;
