-- config: layout = "sqlx"
-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- migration: 2_state.sql
UPDATE orders SET state = 'open' WHERE state = 'new';
ALTER TABLE orders ADD COLUMN note text; -- want ddl-after-dml: waits for ACCESS EXCLUSIVE on `orders`
ALTER TABLE orders ALTER COLUMN note SET DEFAULT '';
