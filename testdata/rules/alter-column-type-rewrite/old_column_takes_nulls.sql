-- After the swap rows are stored without the old column.
-- migration: 001_init.sql
CREATE TABLE orders (id int PRIMARY KEY, code text NOT NULL, note text, size int NOT NULL DEFAULT 0);
-- migration: 002_types.sql
ALTER TABLE orders ALTER COLUMN code TYPE int USING code::int; -- want alter-column-type-rewrite: help: ALTER TABLE orders ALTER COLUMN code DROP NOT NULL;\nALTER TABLE orders RENAME COLUMN code TO code_old;
ALTER TABLE orders ALTER COLUMN size TYPE bigint; -- want alter-column-type-rewrite: help: DROP TRIGGER orders_size_sync ON orders;\nDROP FUNCTION orders_size_sync();\nALTER TABLE orders RENAME COLUMN size TO size_old;
ALTER TABLE orders ALTER COLUMN id TYPE text; -- want alter-column-type-rewrite: help: ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX …;\nALTER TABLE orders ALTER COLUMN id DROP NOT NULL;
-- migration: 003_pointed_at.sql
CREATE TABLE parcels (id int PRIMARY KEY);
CREATE TABLE labels (id int PRIMARY KEY, parcel int REFERENCES parcels);
-- migration: 004_wider.sql
ALTER TABLE parcels ALTER COLUMN id TYPE bigint; -- want alter-column-type-rewrite: help: -- the foreign keys that point at it go before, and come back NOT VALID over the new column\nALTER TABLE parcels DROP CONSTRAINT parcels_pkey, ADD
