-- migration: 1_items.sql
CREATE TABLE items (id integer PRIMARY KEY, price numeric(10, 2), kind text, label varchar(50), payload json, legacy char(3));
-- migration: 2_types.sql
ALTER TABLE items ALTER COLUMN id TYPE bigint; -- want alter-column-type-rewrite: `id` changes from integer to bigint
ALTER TABLE items ALTER COLUMN price TYPE numeric(12, 4); -- want alter-column-type-rewrite: from numeric(10, 2) to numeric(12, 4)
ALTER TABLE items ALTER COLUMN payload SET DATA TYPE jsonb USING payload::jsonb; -- want alter-column-type-rewrite: from json to jsonb
ALTER TABLE items ALTER COLUMN label TYPE varchar(20); -- want alter-column-type-rewrite: from varchar(50) to varchar(20)
ALTER TABLE items ALTER COLUMN legacy TYPE char(5); -- want alter-column-type-rewrite: from char(3) to char(5)
