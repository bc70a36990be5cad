-- Only what calls this function goes along, not what calls another one of its name.
-- migration: 1_price.sql
CREATE TABLE orders (id int PRIMARY KEY, total numeric, currency text);
CREATE FUNCTION price(total numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT total::text $$;
CREATE FUNCTION price(total numeric, currency text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT total::text || currency $$;
CREATE VIEW order_prices AS SELECT id, price(total, currency) AS p FROM orders;
-- migration: 2_one.sql
DROP FUNCTION price(numeric) CASCADE;
-- migration: 3_two.sql
DROP FUNCTION price(numeric, text) CASCADE; -- want drop-cascade: also drops view `order_prices`
