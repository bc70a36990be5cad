-- Only the function that is called is held: none of the same name with other arguments, nor one of the server's own.
-- migration: 1_price.sql
CREATE TABLE orders (id int PRIMARY KEY DEFAULT floor(1), total numeric, currency text);
CREATE FUNCTION price(total numeric) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT total::text $$;
CREATE FUNCTION floor(n int) RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT n $$;
CREATE VIEW order_prices AS SELECT id, price(total) AS p FROM orders;
-- migration: 2_currency.sql
CREATE FUNCTION price(total numeric, currency text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT total::text || currency $$;
CREATE OR REPLACE VIEW order_prices AS SELECT id, price(total, currency) AS p FROM orders;
DROP FUNCTION price(numeric);
-- migration: 3_floor.sql
DROP FUNCTION floor(int); -- want drop-function: running code that still calls `floor`
-- migration: 4_price.sql
DROP FUNCTION price(numeric, text); -- want certain-failure: cannot drop function price(numeric,text)
