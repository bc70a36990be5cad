-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE FUNCTION fill() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'UPDATE orders SET b = 1'; END $$;
-- migration: 2_region.sql
ALTER TABLE orders ADD COLUMN a text, ADD COLUMN b integer, ADD COLUMN c text DEFAULT '', ADD COLUMN d bigint;
UPDATE orders SET a = state;
ALTER TABLE orders ALTER COLUMN a SET NOT NULL;
SELECT fill();
ALTER TABLE orders ALTER COLUMN b SET NOT NULL, ALTER COLUMN c SET NOT NULL;
