-- migration: 1_items.sql
CREATE TABLE items (id bigint PRIMARY KEY, name varchar(20), price numeric(10, 2), at timestamptz(3), ip cidr);
-- migration: 2_types.sql
ALTER TABLE items ALTER COLUMN name TYPE varchar(200);
ALTER TABLE items ALTER COLUMN name TYPE text USING name::text;
ALTER TABLE items ALTER COLUMN price TYPE numeric(14, 2), ALTER COLUMN at TYPE timestamptz, ALTER COLUMN ip TYPE inet;
ALTER TABLE items ALTER COLUMN id TYPE bigint;
