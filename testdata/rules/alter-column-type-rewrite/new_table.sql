CREATE TABLE items (id integer);
ALTER TABLE items ALTER COLUMN id TYPE bigint;
