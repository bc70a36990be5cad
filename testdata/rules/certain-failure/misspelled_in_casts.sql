-- migration: 1_shop.sql
CREATE TABLE orders (id bigint PRIMARY KEY, note text);
CREATE DOMAIN jsonc AS jsonb;
CREATE EXTENSION hstore;
-- migration: 2_casts.sql
SELECT note::jsonbb FROM orders; -- want certain-failure: fails: type "jsonbb" does not exist
-- migration: 3_casts.sql
UPDATE orders SET note = CAST('1' AS intger)::text; -- want certain-failure: fails: type "intger" does not exist
-- migration: 4_casts.sql
CREATE VIEW notes AS SELECT note::varchr FROM orders; -- want certain-failure: fails: type "varchr" does not exist
-- migration: 5_casts.sql
ALTER TABLE orders ADD COLUMN amount int DEFAULT '1'::intger; -- want certain-failure: fails: type "intger" does not exist
-- migration: 6_parameter.sql
CREATE FUNCTION doubled(amount integr) RETURNS int LANGUAGE sql AS 'SELECT 1'; -- want certain-failure: fails: type "integr" does not exist
-- migration: 7_result.sql
CREATE FUNCTION listed() RETURNS TABLE (amount integr) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$; -- want certain-failure: help: write integer
-- migration: 8_fine.sql
SELECT note::jsonc, note::hstore, '5'::int2, '{1}'::_int4, id::regclass FROM orders;
CREATE FUNCTION made(INOUT amount orders.id%TYPE) LANGUAGE plpgsql AS $$ BEGIN amount := 1::integr; END $$;
