-- After the swap rows are stored without the old column.
-- migration: 001_init.sql
CREATE TABLE orders (id int PRIMARY KEY, code text NOT NULL, note text, size int NOT NULL DEFAULT 0);
-- migration: 002_types.sql
ALTER TABLE orders ALTER COLUMN code TYPE int USING code::int; -- want alter-column-type-rewrite: help: ALTER TABLE orders ALTER COLUMN code DROP NOT NULL;\nALTER TABLE orders RENAME COLUMN code TO code_old;
ALTER TABLE orders ALTER COLUMN size TYPE bigint; -- want alter-column-type-rewrite: help: DROP TRIGGER orders_size_sync ON orders;\nALTER TABLE orders RENAME COLUMN size TO size_old;
ALTER TABLE orders ALTER COLUMN id TYPE text; -- want alter-column-type-rewrite: help: ALTER TABLE orders DROP CONSTRAINT orders_pkey, ADD CONSTRAINT orders_pkey PRIMARY KEY USING INDEX …;\nALTER TABLE orders ALTER COLUMN id DROP NOT NULL;
